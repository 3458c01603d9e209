// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::reference {

/// A word as the near-duplicate search sees it: where it stands, and its bytes with bit 5 set.
struct PlainWord {
  std::size_t begin_byte = 0;
  std::size_t end_byte = 0;
  std::string folded;
};

/// The words of a text, the slow and obvious way: byte by byte, looking back for the bytes that begin longer characters.
inline std::vector<PlainWord> words_of(std::string_view text) {
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  auto const led_by = [&](std::size_t at, unsigned first, unsigned last, std::size_t within) {
    for (std::size_t back = 0; back <= within && back <= at; ++back) {
      if (byte(at - back) >= first && byte(at - back) <= last) {
        return true;
      }
    }
    return false;
  };
  auto const is_word = [&](std::size_t at) {
    auto const lower = byte(at) | 0x20U;
    auto const is_letter = (lower >= 'a' && lower <= 'z') || (byte(at) >= '0' && byte(at) <= '9') || byte(at) >= 0x80;
    return is_letter && !led_by(at, 0xC2, 0xC2, 1) && !led_by(at, 0xE2, 0xE2, 2);
  };
  auto const is_lone = [&](std::size_t at) { return byte(at) >= 0xE3 && byte(at) <= 0xE9; };
  std::vector<PlainWord> words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_word(at)) {
      continue;
    }
    auto const follows_word = at > 0 && is_word(at - 1);
    auto const is_cut = is_lone(at) || (at >= 3 && is_lone(at - 3));
    if (!follows_word || is_cut) {
      words.push_back({at, at, {}});
    }
    words.back().end_byte = at + 1;
    words.back().folded += static_cast<char>(byte(at) | 0x20U);
  }
  return words;
}

}  // namespace stemma::reference
