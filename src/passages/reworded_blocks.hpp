// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "passages/block.hpp"

namespace stemma {

/// Adds what was reworded: sentences and clauses of what `blocks` leave free, matched by the weight of the words they
/// share, whatever the order; the best pair first. A sentence may stand behind several, as long as each has clauses of
/// its own, and several neighbours may stand behind one.
/// Cost: linear in words times 32: a key that stands in more than 32 free pieces of the right text finds no candidates.
void add_reworded_blocks(WordPair const& pair, std::vector<WordBlock>& blocks);

}  // namespace stemma
