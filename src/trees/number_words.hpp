// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stemma {

/// The plain value of a number as written: "1,900" → "1900", "37" and "thirty-seven" → "37", "12th" → "12".
/// Nothing for other words.
[[nodiscard]] std::optional<std::string> plain_number(std::string_view written);

}  // namespace stemma
