// SPDX-License-Identifier: Apache-2.0
#include "report/time_axis.hpp"

#include <gtest/gtest.h>

#include "report/time_text.hpp"

namespace stemma {
namespace {

UtcTime at(std::int64_t seconds) {
  return UtcTime{std::chrono::seconds{seconds}};
}

TEST(TimeText, WritesDatesOfAnyCentury) {
  EXPECT_EQ(iso_text(at(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(iso_text(at(-1)), "1969-12-31T23:59:59Z");
  EXPECT_EQ(iso_text(at(1776316320)), "2026-04-16T05:12:00Z");
  EXPECT_EQ(weekday_text(at(1776316320)), "Thu 16 Apr");
}

TEST(TimeAxis, TicksAtRoundHoursAndNamesEachDayOnce) {
  auto const ticks = time_ticks(at(1776316320), at(1776316320 + 30 * 3600));  // 05:12 to 11:12 the next day
  ASSERT_EQ(ticks.size(), 5U);
  EXPECT_EQ(ticks[0].label, "06:00");
  EXPECT_EQ(ticks[0].day, "Thu 16 Apr");
  EXPECT_EQ(ticks[1].day, std::nullopt);
  EXPECT_EQ(ticks[3].label, "00:00");
  EXPECT_EQ(ticks[3].day, "Fri 17 Apr");
}

TEST(TimeAxis, NeverHasMoreThanEightTicks) {
  for (std::int64_t span = 1; span < 4'000'000'000; span = span * 3 + 7) {
    auto const ticks = time_ticks(at(-5'000), at(-5'000 + span));
    EXPECT_LE(ticks.size(), 8U) << span;
    for (auto const& tick : ticks) {
      EXPECT_GE(tick.at, 0);
      EXPECT_LE(tick.at, 1);
    }
  }
}

}  // namespace
}  // namespace stemma
