// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>

#include "base/pieces.hpp"
#include "stories/word_vectors.hpp"

namespace stemma {

/// Vectors of documents that a writer has met lately, so that it need not read their texts again; some hundred megabytes.
class VectorCache {
 public:
  /// Empty where there is none. Good until `forget_some`.
  [[nodiscard]] ShortView find(std::uint32_t number) const {
    for (auto const* const part : {&recent_, &older_}) {
      if (auto const found = part->vectors.find(number); found != part->vectors.end()) {
        return found->second;
      }
    }
    return {};
  }

  ShortView put(std::uint32_t number, ShortView vector) { return recent_.vectors[number] = recent_.words.put(vector); }

  /// Those that were put in longest ago, where there are very many.
  void forget_some() {
    constexpr std::size_t most_words = 32U << 20U;
    if (recent_.words.items() > most_words) {
      older_ = std::exchange(recent_, {});
    }
  }

 private:
  struct Part {
    Pieces<ShortWord> words{std::size_t{4} << 20U};
    std::unordered_map<std::uint32_t, ShortView> vectors;
  };

  Part recent_;
  Part older_;
};

}  // namespace stemma
