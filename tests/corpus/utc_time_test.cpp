// SPDX-License-Identifier: Apache-2.0
#include "corpus/utc_time.hpp"

#include <limits>
#include <optional>
#include <string_view>

#include <gtest/gtest.h>

namespace stemma {
namespace {

std::optional<std::int64_t> seconds_of(std::string_view written) {
  auto const time = read_time(written);
  return time ? std::optional{time->time.time_since_epoch().count()} : std::nullopt;
}

TEST(ReadTime, takes_a_time_in_utc) {
  EXPECT_EQ(seconds_of("1970-01-02T00:00:01Z"), 86401);
  EXPECT_EQ(seconds_of("2026-04-16T19:10:00Z"), 1776366600);
}

TEST(ReadTime, subtracts_the_offset) {
  auto const noon = seconds_of("2026-04-16T12:00:00Z");
  for (std::string_view const same :
       {"2026-04-16T14:00:00+02:00", "2026-04-16T14:00:00+0200", "2026-04-16T14:00:00+02", "2026-04-16T14:00+02:00",
        "2026-04-16T07:30:00-04:30", "2026-04-16 14:00:00 +0200", "20260416T120000Z", "20260416120000",
        "2026-04-16 12:00:00.123456 UTC", "2026-04-16t12:00:00z", " 2026-04-16T12:00:00Z\n", "2026-04-16 12:00"}) {
    EXPECT_EQ(seconds_of(same), noon) << same;
  }
}

TEST(ReadTime, takes_a_day_alone_as_midnight_and_says_so) {
  EXPECT_EQ(seconds_of("2026-04-16"), seconds_of("2026-04-16T00:00:00Z"));
  EXPECT_EQ(seconds_of("2026-04-15T24:00:00Z"), seconds_of("2026-04-16"));
  EXPECT_EQ(read_time("2026-04-16")->precision, TimePrecision::Day);
  EXPECT_EQ(read_time("2026-04-16T00:00Z")->precision, TimePrecision::Second);
}

TEST(ReadTime, takes_a_leap_second_as_the_second_before_it) {
  EXPECT_EQ(seconds_of("2016-12-31T23:59:60Z"), seconds_of("2016-12-31T23:59:59Z"));
}

TEST(ReadTime, refuses_what_is_no_time) {
  for (std::string_view const wrong :
       {"",
        " ",
        "yesterday",
        "2026",
        "2026-4-16",
        "2026-13-01",
        "2026-02-29",
        "2026-00-10",
        "2026-04-16T25:00:00Z",
        "2026-04-16T12:60:00Z",
        "2026-04-16T12:00:61Z",
        "2026-04-16T24:00:01Z",
        "2026-04-16T12:00:00+",
        "2026-04-16T12:00:00+99:00",
        "2026-04-16T12:00:00+02:75",
        "2026-04-16T12:00:00Zulu",
        "2026-04-16T",
        "2026-0416",
        "2026-04-16T12",
        "-2026-04-16",
        "16/04/2026",
        "2026-04-16T12:00:00 CEST"}) {
    EXPECT_EQ(seconds_of(wrong), std::nullopt) << wrong;
  }
}

TEST(ReadTime, refuses_years_in_which_nothing_was_published) {
  EXPECT_FALSE(read_time("1399-12-31T23:59:59Z"));
  EXPECT_TRUE(read_time("1400-01-01T00:00:00Z"));
  EXPECT_TRUE(read_time("2200-12-31T23:59:59Z"));
  EXPECT_FALSE(read_time("2201-01-01T00:00:00Z"));
  EXPECT_FALSE(read_time("2200-12-31T23:59:59-01:00"));
  EXPECT_FALSE(read_time("0000-01-01"));
}

TEST(TimeFromEpoch, takes_seconds_and_refuses_milliseconds) {
  EXPECT_EQ(time_from_epoch(1776366600)->time.time_since_epoch().count(), 1776366600);
  EXPECT_FALSE(time_from_epoch(1776366600000));
  EXPECT_FALSE(time_from_epoch(std::numeric_limits<std::int64_t>::max()));
  EXPECT_FALSE(time_from_epoch(std::numeric_limits<std::int64_t>::min()));
}

}  // namespace
}  // namespace stemma
