// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stemma {

/// What a character does to the cutting of words.
enum class CharacterClass : std::uint8_t {
  Space,
  LineEnd,  ///< Line feed, carriage return, Unicode's line and paragraph separators.
  Letter,   ///< Of a script that puts spaces between words.
  Lone,     ///< Of a script that does not (Han, kana, Thai …): a word by itself.
  Digit,
  Mark,       ///< Combining: stays with what it follows.
  Invisible,  ///< Soft hyphen, joiners, direction marks: part of a word inside it, nothing outside.
  Apostrophe,
  Sign,  ///< All else.
};

/// One character of a text and where it ends.
struct Character {
  char32_t code = 0;
  std::uint32_t end_byte = 0;
  CharacterClass is = CharacterClass::Space;
};

constexpr std::array<CharacterClass, 128> ascii_classes() {
  std::array<CharacterClass, 128> classes{};
  for (std::size_t code = 0; code < classes.size(); ++code) {
    auto const lower = code | 0x20;
    if (lower >= 'a' && lower <= 'z') {
      classes[code] = CharacterClass::Letter;
    } else if (code >= '0' && code <= '9') {
      classes[code] = CharacterClass::Digit;
    } else if (code == '\n' || code == '\r' || code == '\v' || code == '\f') {
      classes[code] = CharacterClass::LineEnd;
    } else if (code == '\'') {
      classes[code] = CharacterClass::Apostrophe;
    } else {
      classes[code] = code <= ' ' || code == 0x7F ? CharacterClass::Space : CharacterClass::Sign;
    }
  }
  return classes;
}

inline constexpr auto kAsciiClasses = ascii_classes();

/// `character_at` for a byte that begins a longer character.
[[nodiscard]] Character long_character_at(std::string_view text, std::size_t byte) noexcept;

/// The character at a byte of valid UTF-8; past the end a Space without bytes. A stray byte counts as one Sign.
[[nodiscard]] inline Character character_at(std::string_view text, std::size_t byte) noexcept {
  if (byte >= text.size()) {
    return {0, static_cast<std::uint32_t>(text.size()), CharacterClass::Space};
  }
  auto const first = static_cast<unsigned char>(text[byte]);
  return first < 0x80 ? Character{first, static_cast<std::uint32_t>(byte + 1), kAsciiClasses[first]}
                      : long_character_at(text, byte);
}

[[nodiscard]] bool is_upper_case(char32_t code) noexcept;
[[nodiscard]] bool is_lower_case(char32_t code) noexcept;

[[nodiscard]] constexpr bool is_ascii_digit(char32_t code) noexcept {
  return code >= U'0' && code <= U'9';
}

}  // namespace stemma
