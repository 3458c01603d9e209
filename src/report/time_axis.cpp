// SPDX-License-Identifier: Apache-2.0
#include "report/time_axis.hpp"

#include <array>
#include <cstdint>

#include "base/assert.hpp"
#include "report/time_text.hpp"

namespace stemma {

namespace {

constexpr std::int64_t MOST_STEPS = 7;
constexpr std::int64_t DAY = 86400;

/// Seconds between two ticks: the smallest round step that leaves few enough of them.
std::int64_t step_of(std::int64_t span) {
  constexpr std::array<std::int64_t, 13> ROUND = {60,    300, 900,     1800,    3600,     10800,   21600,
                                                  43200, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY};
  for (std::int64_t const step : ROUND) {
    if (span / step <= MOST_STEPS) {
      return step;
    }
  }
  std::int64_t step = ROUND.back();
  while (span / step > MOST_STEPS) {
    step *= 2;
  }
  return step;
}

}  // namespace

std::vector<DrawnTick> time_ticks(UtcTime from, UtcTime to) {
  STEMMA_ASSERT(from < to, "an axis has a length");
  std::int64_t const begin = from.time_since_epoch().count();
  std::int64_t const span = to.time_since_epoch().count() - begin;
  std::int64_t const step = step_of(span);
  std::int64_t const before = (begin % step + step) % step;  // also right before 1970
  std::vector<DrawnTick> ticks;
  std::string last_day;
  for (std::int64_t offset = before == 0 ? 0 : step - before; offset <= span; offset += step) {
    UtcTime const time{std::chrono::seconds{begin + offset}};
    bool const has_clock = step < DAY;
    std::string const day = has_clock ? weekday_text(time) : year_text(time);
    DrawnTick tick;
    tick.at = static_cast<double>(offset) / static_cast<double>(span);
    tick.label = has_clock ? clock_text(time) : day_text(time);
    if (day != last_day) {
      tick.day = day;
      last_day = day;
    }
    ticks.push_back(std::move(tick));
  }
  return ticks;
}

}  // namespace stemma
