// SPDX-License-Identifier: Apache-2.0
#include "tokens/character.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace stemma {

namespace {

CharacterClass class_by_property(UChar32 code) noexcept {
  switch (u_charType(code)) {
    case U_CONTROL_CHAR:
      return code == 0x85 ? CharacterClass::LineEnd : CharacterClass::Space;
    case U_SPACE_SEPARATOR:
      return CharacterClass::Space;
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return CharacterClass::LineEnd;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return CharacterClass::Digit;
    case U_FORMAT_CHAR:
      return code == 0x200B || code == 0xFEFF ? CharacterClass::Space : CharacterClass::Invisible;
    default:
      break;
  }
  switch (u_getIntPropertyValue(code, UCHAR_WORD_BREAK)) {
    case U_WB_EXTEND:
    case U_WB_ZWJ:
      return CharacterClass::Mark;
    case U_WB_FORMAT:
      return CharacterClass::Invisible;
    case U_WB_ALETTER:
    case U_WB_HEBREW_LETTER:
      return CharacterClass::Letter;
    case U_WB_KATAKANA:
      return CharacterClass::Lone;
    default:
      return u_isalpha(code) != 0 ? CharacterClass::Lone : CharacterClass::Sign;
  }
}

CharacterClass class_of(UChar32 code) noexcept {
  constexpr UChar32 right_quote = 0x2019;
  constexpr UChar32 modifier_apostrophe = 0x02BC;
  constexpr UChar32 wide_apostrophe = 0xFF07;
  if (code == right_quote || code == modifier_apostrophe || code == wide_apostrophe) {
    return CharacterClass::Apostrophe;
  }
  return class_by_property(code);
}

}  // namespace

Character long_character_at(std::string_view text, std::size_t byte) noexcept {
  UChar32 code = 0;
  std::size_t at = byte;
  U8_NEXT(reinterpret_cast<std::uint8_t const*>(text.data()), at, text.size(), code);
  if (code < 0) {
    return {0xFFFD, static_cast<std::uint32_t>(at), CharacterClass::Sign};
  }
  return {static_cast<char32_t>(code), static_cast<std::uint32_t>(at), class_of(code)};
}

bool is_upper_case(char32_t code) noexcept {
  if (code < 0x80) {
    return code >= U'A' && code <= U'Z';
  }
  return u_isupper(static_cast<UChar32>(code)) != 0 || u_istitle(static_cast<UChar32>(code)) != 0;
}

bool is_lower_case(char32_t code) noexcept {
  if (code < 0x80) {
    return code >= U'a' && code <= U'z';
  }
  return u_islower(static_cast<UChar32>(code)) != 0;
}

}  // namespace stemma
