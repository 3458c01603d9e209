// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "passages/block.hpp"

namespace stemma {

/// How much of each text's wording leans on the other, 0…1: the wording within passages, times how sure it is that one
/// was before the eyes of whoever wrote the other. Names and numbers are no wording: two reports of one event share them
/// without knowing of each other. A long run of equal words is sure by itself; a reworded passage is as sure as the pair:
/// independent reports tell the same facts, but they choose and bundle others, in another order, quote other words.
/// Cost: linear in words, O(n log n) in blocks.
[[nodiscard]] std::array<double, 2> leaning_shares(WordPair const& pair, std::vector<WordBlock> const& blocks);

}  // namespace stemma
