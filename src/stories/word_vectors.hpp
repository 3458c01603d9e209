// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/telling.hpp"

namespace stemma {

/// A word of a telling and how much it says about which event is told.
struct WeightedWord {
  std::uint64_t stem = 0;
  float weight = 0;
};

/// The telling words of one text, sorted by stem, of length 1 as a vector (empty where nothing tells).
using WordVector = std::vector<WeightedWord>;

/// One vector a telling: log tf × rarity, names and numbers counted as identity.
/// Rarity comes from the pile and from a prior (the tokens' weights), so that a pile of three texts of one story still works.
[[nodiscard]] std::vector<WordVector> make_word_vectors(std::span<Telling const> tellings);

/// The cosine of two vectors, 0…1.
[[nodiscard]] double cosine(WordVector const& left, WordVector const& right);

}  // namespace stemma
