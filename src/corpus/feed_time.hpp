// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "corpus/utc_time.hpp"

namespace stemma {

/// Reads a time as feeds write it: "Thu, 16 Apr 2026 05:12:00 +0200" (RFC 822, with all that is wrong with it in practice: no
/// weekday, no seconds, full names of months, years of two digits, zones by name), or ISO 8601.
[[nodiscard]] std::optional<StatedTime> read_feed_time(std::string_view written);

}  // namespace stemma
