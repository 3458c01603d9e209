// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "passages/block.hpp"

namespace stemma {

/// How much of each text's wording leans on the other, 0…1. Names and numbers weigh nothing: two reports of one event
/// share them without knowing of each other. A word weighs more in a run of equal words than alone, and more in a
/// quotation than elsewhere: independent writers choose the same words now and then, but not the same ones in a row.
[[nodiscard]] std::array<double, 2> leaning_shares(WordPair const& pair, std::vector<Block> const& blocks);

}  // namespace stemma
