// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stories/pile_vectors.hpp"
#include "stories/word_vectors.hpp"

namespace stemma {

/// Two texts that are alike.
struct Likeness {
  std::uint32_t left = 0;  ///< left < right.
  std::uint32_t right = 0;
  double similarity = 0;  ///< Cosine, 0…1.
};

/// Neighbours: here are word vectors, which two texts are alike at all?
///
/// In    vectors of length 1, which are used up, and the least similarity worth knowing.
/// Out   all pairs at or above it, sorted by (left, right). In a pile of more than `kExactTexts` texts pairs are sought by
///       each text's heaviest words only, and of each text only the `kMostNeighbours` most alike are kept: what is found
///       is exact, but a pair may be missed.
/// Cost  small piles: the postings of all words; large ones: texts × (kSeedWords × kLongestPosting + kMostMeasured comparisons), whatever
///       the words, on up to `threads` threads; 8 bytes a word beside the vectors, for words of two to kLongestPosting texts.
[[nodiscard]] std::vector<Likeness> find_neighbours(PileVectors vectors, double least, unsigned threads = 1);

/// Vectors that lie here and there.
[[nodiscard]] std::vector<Likeness> find_neighbours(
  std::span<ShortView const> vectors, double least, unsigned threads = 1
);

inline constexpr std::size_t kExactTexts = 3000;
inline constexpr std::size_t kSeedWords = 24;
inline constexpr std::size_t kLongestPosting = 250;
inline constexpr std::size_t kMostMeasured = 96;
inline constexpr std::size_t kMostNeighbours = 64;

}  // namespace stemma
