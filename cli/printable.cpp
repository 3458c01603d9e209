// SPDX-License-Identifier: Apache-2.0
#include "cli/printable.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace stemma::cli {

namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool is_valid = true;
};

bool is_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The character at the front of a text that is not empty.
Character first_character(std::string_view text) {
  auto const lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) {
    return {lead, 1, true};
  }
  std::size_t const bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) {
    return {0, 1, false};
  }
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if (!is_continuation(text[i])) {
      return {0, 1, false};
    }
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  bool const is_valid = code >= kSmallest.at(bytes) && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return {code, is_valid ? bytes : 1, is_valid};
}

bool is_in(char32_t code, std::span<std::pair<char32_t, char32_t> const> ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [&](auto const& range) {
    return code >= range.first && code <= range.second;
  });
}

using Range = std::pair<char32_t, char32_t>;

// C0 and C1 controls, marks of writing direction, line and paragraph separators, invisible fillers, tags.
constexpr std::array kUnfit{Range{0x00, 0x1F},     Range{0x7F, 0x9F},     Range{0x061C, 0x061C},
                            Range{0x200B, 0x200F}, Range{0x2028, 0x202E}, Range{0x2060, 0x206F},
                            Range{0xFEFF, 0xFEFF}, Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE0FFF}};
constexpr std::array kWithoutWidth{
  Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A}, Range{0x064B, 0x065F},
  Range{0x0670, 0x0670}, Range{0x06D6, 0x06DC}, Range{0x0900, 0x0902}, Range{0x093C, 0x093C}, Range{0x0941, 0x0948},
  Range{0x094D, 0x094D}, Range{0x0E31, 0x0E31}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E}, Range{0x0EB1, 0x0EB1},
  Range{0x0EB4, 0x0EBC}, Range{0x0EC8, 0x0ECE}, Range{0x1AB0, 0x1AFF}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F},
  Range{0xFE20, 0xFE2F}};
constexpr std::array kWide{Range{0x1100, 0x115F},  Range{0x2E80, 0xA4CF},   Range{0xAC00, 0xD7A3},
                           Range{0xF900, 0xFAFF},  Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},
                           Range{0xFFE0, 0xFFE6},  Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1FAFF},
                           Range{0x20000, 0x3FFFD}};

bool is_space(char32_t code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 || code == 0x2028 ||
         code == 0x2029;
}

std::size_t columns_of(char32_t code) {
  return is_in(code, kWithoutWidth) ? 0 : is_in(code, kWide) ? 2 : 1;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    Character const character = first_character(text.substr(at));
    if (is_space(character.code)) {
      if (!result.empty() && result.back() != ' ') {
        result += ' ';
      }
    } else if (!character.is_valid || is_in(character.code, kUnfit)) {
      result += "\xEF\xBF\xBD";
    } else {
      result += text.substr(at, character.bytes);
    }
    at += character.bytes;
  }
  if (result.ends_with(' ')) {
    result.pop_back();
  }
  return result;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    Character const character = first_character(text.substr(at));
    columns += columns_of(character.code);
    at += character.bytes;
  }
  return columns;
}

std::string fitted(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) {
    return std::string{text};
  }
  std::size_t used = 1;  // for the ellipsis
  std::size_t at = 0;
  while (at < text.size()) {
    Character const character = first_character(text.substr(at));
    if (used + columns_of(character.code) > columns) {
      break;
    }
    used += columns_of(character.code);
    at += character.bytes;
  }
  while (at > 0 && text[at - 1] == ' ') {
    --at;
  }
  return std::string{text.substr(0, at)} + "…";
}

}  // namespace stemma::cli
