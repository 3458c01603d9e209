// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "passages/prepared_text.hpp"
#include "passages/word_pair.hpp"

namespace stemma {

/// Gives one key to words of different stems that may say the same: numbers of equal value ("20", "twenty"), clock times
/// ("3:40", "15:40"), months and their short forms, and, where only one text has each, names of like spelling and words
/// that one derives from the other. Each name is united with at most one other.
/// Cost: linear, but names and words that only one text has are compared within buckets of at most 64.
void unite_variants(WordPair& pair, std::array<PreparedText const*, 2> texts);

/// Edits (insert, delete, replace, swap neighbours) from one word to another, in bytes; gives up above `most`.
[[nodiscard]] std::size_t spelling_distance(std::string_view left, std::string_view right, std::size_t most);

/// True where two names at one place may be one name in two spellings.
[[nodiscard]] bool is_like_spelling(std::string_view left, std::string_view right);

}  // namespace stemma
