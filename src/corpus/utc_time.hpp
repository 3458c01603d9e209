// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "stemma/document.hpp"

namespace stemma {

/// How much of a time was written down.
enum class TimePrecision { Day, Second };

struct StatedTime {
  UtcTime time;
  TimePrecision precision = TimePrecision::Second;
};

/// Reads an ISO 8601 time: "2026-04-16T19:10:00+02:00", "2026-04-16 19:10", "20260416T191000Z", "2026-04-16".
/// A time without an offset is taken as UTC, a date alone as midnight UTC, a leap second as the second before it.
/// None where it cannot be read or the year is not in 1400…2200: such a clock is no evidence of anything.
[[nodiscard]] std::optional<StatedTime> read_time(std::string_view written);

/// Seconds since 1970, as many feeds write times; none under the same conditions.
[[nodiscard]] std::optional<StatedTime> time_from_epoch(std::int64_t seconds);

/// Whether a year is one that a publication time can have.
[[nodiscard]] bool is_plausible(UtcTime time);

}  // namespace stemma
