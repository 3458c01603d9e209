// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "passages/word_pair.hpp"

namespace stemma {

/// A free run of words within one sentence.
struct Piece {
  WordRange range;
  float weight = 0;  ///< Sum of the words' weights.
};

/// Two pieces that may correspond. The score is comparable between pairs; more is surer.
struct PieceMatch {
  float score = 0;
  std::uint32_t left = 0;   ///< Index of the piece.
  std::uint32_t right = 0;  ///< Index of the piece.
};

/// Two pieces correspond where they share this weight of words, and this part of what they weigh.
inline constexpr float kLeastShared = 0.75F;
inline constexpr float kLeastScore = 0.22F;

/// Pairs of pieces that share weighty words, by an inverted index over the right pieces; at most 6 for a left piece.
/// A key that stands in more than 32 right pieces finds none. Cost: linear in words times 32.
[[nodiscard]] std::vector<PieceMatch> find_piece_matches(
  WordPair const& pair, std::array<std::vector<Piece>, 2> const& pieces
);

/// Calls `work(word)` once for each key of the range that weighs something.
template <typename Work>
void for_each_weighty_key(WordText const& text, WordRange range, Work const& work) {
  for (std::uint32_t w = range.begin; w < range.end; ++w) {
    Word const& word = text.words[w];
    if (word.kind == WordKind::Function || word.weight <= 0) {
      continue;
    }
    bool is_repeated = false;
    for (std::uint32_t v = range.begin; v < w && !is_repeated; ++v) {
      is_repeated = text.words[v].key == word.key;
    }
    if (!is_repeated) {
      work(word);
    }
  }
}

}  // namespace stemma
