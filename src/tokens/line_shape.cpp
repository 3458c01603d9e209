// SPDX-License-Identifier: Apache-2.0
#include "tokens/line_shape.hpp"

#include <algorithm>

#include "tokens/character.hpp"

namespace stemma {

namespace {

constexpr std::size_t kNarrowestBytes = 50;
constexpr std::size_t kWidestBytes = 100;
constexpr std::size_t kFewestLines = 5;

}  // namespace

std::size_t count_line_ends(std::string_view gap) noexcept {
  if (gap == " ") {
    return 0;
  }
  std::size_t count = 0;
  for (std::size_t at = 0; at < gap.size();) {
    auto const character = character_at(gap, at);
    if (character.is == CharacterClass::LineEnd) {
      ++count;
    }
    at = character.end_byte;
    if (character.code == U'\r' && at < gap.size() && gap[at] == '\n') {
      ++at;
    }
  }
  return count;
}

bool is_hard_wrapped(std::string_view text) noexcept {
  std::size_t inner_lines = 0;  // followed by another line that is not empty
  std::size_t full_lines = 0;   // of these, as long as the page is wide
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    auto const is_inner = end + 1 < text.size() && text[end + 1] != '\n' && text[end + 1] != '\r';
    if (end > kWidestBytes) {
      return false;
    }
    if (end > 0 && is_inner) {
      ++inner_lines;
      full_lines += end >= kNarrowestBytes ? 1 : 0;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return inner_lines >= kFewestLines && full_lines * 10 >= inner_lines * 8;
}

}  // namespace stemma
