// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stories/word_vectors.hpp"

namespace stemma {

/// Vectors of documents that a writer has met lately, so that it need not read their texts again; some hundred megabytes, in
/// large pieces of memory, for vectors one by one would leave holes that nothing else fits into.
class VectorCache {
 public:
  /// Empty where there is none. Good until `forget_some`.
  [[nodiscard]] WordView find(std::uint32_t number) const {
    for (auto const* const part : {&recent_, &older_}) {
      if (auto const found = part->vectors.find(number); found != part->vectors.end()) {
        return found->second;
      }
    }
    return {};
  }

  WordView put(std::uint32_t number, WordView vector) {
    constexpr std::size_t piece_words = 1U << 18U;
    auto& pieces = recent_.pieces;
    if (pieces.empty() || pieces.back().capacity() - pieces.back().size() < vector.size()) {
      pieces.emplace_back().reserve(std::max(piece_words, vector.size()));
    }
    auto& piece = pieces.back();
    piece.insert(piece.end(), vector.begin(), vector.end());
    recent_.words += vector.size();
    return recent_.vectors[number] = WordView{piece}.last(vector.size());
  }

  /// Those that were put in longest ago, where there are very many.
  void forget_some() {
    constexpr std::size_t most_words = 16U << 20U;
    if (recent_.words > most_words) {
      older_ = std::exchange(recent_, {});
    }
  }

 private:
  struct Part {
    std::deque<std::vector<WeightedWord>> pieces;  ///< None ever grows beyond what was reserved for it.
    std::unordered_map<std::uint32_t, WordView> vectors;
    std::size_t words = 0;
  };

  Part recent_;
  Part older_;
};

}  // namespace stemma
