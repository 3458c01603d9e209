// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "passages/block.hpp"

namespace stemma {

/// What was copied, perhaps edited: exact runs chained over small gaps that are as well filled as they are small.
/// Blocks are sorted by left and overlap on neither side. Runs that chain with nothing are left to the rewording.
[[nodiscard]] std::vector<WordBlock> find_copied_blocks(WordPair const& pair);

}  // namespace stemma
