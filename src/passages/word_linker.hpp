// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/pair_alignment.hpp"
#include "passages/word_pair.hpp"

namespace stemma {

/// Two words that correspond, by their places in WordText::words.
struct WordLink {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  LinkKind kind = LinkKind::Same;

  [[nodiscard]] friend bool operator==(WordLink const&, WordLink const&) = default;
};

/// Room for linking that is used again: a pair of copies has a hundred gaps of a few words.
struct LinkRoom {
  std::vector<std::uint32_t> right_keys;
  std::vector<float> best;     ///< Rows of the grid one behind the other, those without a match left out; of any size.
  std::vector<float> matched;  ///< Likewise.
  std::vector<std::size_t>
    row_begins;  ///< Per row of the grid: where it is kept; one without a match is like that above it.
  std::vector<std::uint32_t> partner_of_left;
  std::vector<std::uint32_t> partner_of_right;
};

/// Links the words of two ranges that are known to correspond.
///
/// Out   links sorted by left; a word has at most one.
/// How   the heaviest monotone alignment first (Needleman & Wunsch 1970, neighbouring matches favoured), then what moved,
///       best supported by its neighbours first; last, what stands unlinked between the same neighbours, as Replaced.
/// Cost  O(left × right); ranges above 20,000 cells are halved first.
class WordLinker {
 public:
  explicit WordLinker(WordPair const& pair) : pair_{pair} {}

  [[nodiscard]] std::vector<WordLink> link(WordRange left, WordRange right);

 private:
  WordPair const& pair_;
  LinkRoom room_;
};

/// How two words of equal key correspond.
[[nodiscard]] LinkKind link_kind(Word const& left, Word const& right);

}  // namespace stemma
