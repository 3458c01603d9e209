// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "passages/prepared_text.hpp"
#include "passages/word_text.hpp"

namespace stemma {

/// Both texts as words that can be compared by number.
struct WordPair {
  std::array<WordText, 2> sides;
  std::uint32_t forms = 0;                 ///< All Word::form are below.
  std::uint32_t keys = 0;                  ///< All Word::key are below.
  std::vector<std::uint8_t> sides_of_key;  ///< Per key: bit 0 where the left text has it, bit 1 where the right has it.
};

/// Numbers the words of both texts as if the second were read behind the first, unites what may stand for one another, and
/// weighs each word by its rarity in the two.
/// Cost: linear, apart from names that only one text has (see unite_variants).
[[nodiscard]] WordPair pair_words(PreparedText const& left, PreparedText const& right);

}  // namespace stemma
