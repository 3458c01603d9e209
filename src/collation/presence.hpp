// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "collation/pair_view.hpp"

namespace stemma {

/// Which sentences of each witness every other witness has too: what tells omission from lacuna.
class Presence {
 public:
  explicit Presence(std::size_t witnesses) : witnesses_{witnesses}, best_(witnesses * witnesses) {}

  void note(PairView const& pair) {
    best_[pair.left().witness * witnesses_ + pair.right().witness] = best_similarity_left(pair);
    best_[pair.right().witness * witnesses_ + pair.left().witness] = best_similarity_right(pair);
  }

  /// Whether `other` has the place of a sentence of `witness`: the sentence itself in its own words, or the sentences
  /// right before and after it.
  [[nodiscard]] bool has_place(WitnessIndex witness, std::uint32_t sentence, WitnessIndex other) const {
    auto const& best = best_[witness * witnesses_ + other];
    if (sentence >= best.size()) {
      return false;
    }
    auto const is_told = [&](std::size_t s) { return best[s] >= least_similarity; };
    return is_told(sentence) ||
           (sentence > 0 && sentence + 1U < best.size() && is_told(sentence - 1U) && is_told(sentence + 1U));
  }

 private:
  static constexpr float least_similarity = 0.3F;

  std::size_t witnesses_;
  std::vector<std::vector<float>> best_;  ///< Best similarity of each sentence, by witness and other witness.
};

}  // namespace stemma
