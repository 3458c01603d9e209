// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/token_text.hpp"

namespace stemma {

/// The time of day that begins at the token, as hour (1…12) and minute: "18:48", "6:48 p.m.", "7 p.m.", "ten past five", "half past
/// six", "11 o'clock". One writer counts to twelve, the next to twenty-four, so both are folded to twelve. `after` is set
/// behind it. Nothing for other words.
[[nodiscard]] std::optional<std::string> clock_time_at(
  TokenText const& text, std::uint32_t t, std::uint32_t end, std::uint32_t& after
);

}  // namespace stemma
