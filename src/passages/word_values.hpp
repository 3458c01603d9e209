// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace stemma {

/// In lower case (ASCII); other bytes stay as they are.
[[nodiscard]] constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A normal form for what a number says: "1,140" and "1140", "twenty" and "20", "03:40" and "3:40"; 0 where it is none.
[[nodiscard]] std::uint64_t number_key(std::string_view text);

/// True for an English month or day of the week, whole or cut short ("Feb.", "Sat").
[[nodiscard]] bool is_calendar_word(std::string_view text);

/// A normal form for what such a word says: "Feb." and "february"; of a word in lower case.
[[nodiscard]] std::uint64_t date_key(std::string_view word);

}  // namespace stemma
