// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stemma {

/// What a character does to the cutting of words.
enum class CharacterClass : std::uint8_t {
  Space,
  LineEnd,     ///< Line feed, carriage return, Unicode's line and paragraph separators.
  Letter,      ///< Of a script that puts spaces between words.
  Lone,        ///< Of a script that does not (Han, kana, Thai …): a word by itself.
  Digit,
  Mark,        ///< Combining: stays with what it follows.
  Invisible,   ///< Soft hyphen, joiners, direction marks: part of a word inside it, nothing outside.
  Apostrophe,
  Sign,        ///< All else.
};

/// One character of a text and where it ends.
struct Character {
  char32_t code = 0;
  std::uint32_t end_byte = 0;
  CharacterClass is = CharacterClass::Space;
};

/// The character at a byte of valid UTF-8; past the end a Space without bytes. A stray byte counts as one Sign.
[[nodiscard]] Character character_at(std::string_view text, std::size_t byte) noexcept;

[[nodiscard]] bool is_upper_case(char32_t code) noexcept;
[[nodiscard]] bool is_lower_case(char32_t code) noexcept;

[[nodiscard]] constexpr bool is_ascii_digit(char32_t code) noexcept { return code >= U'0' && code <= U'9'; }

}  // namespace stemma
