// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "passages/word_pair.hpp"

namespace stemma {

struct WordLink;

/// Adds Replaced links: unlinked runs of one class (numbers, dates, names, other words) that stand between the same
/// linked neighbours. A number, date or name needs one such neighbour, any other word both. Links stay sorted by left.
void add_replacements(WordPair const& pair, WordRange left, WordRange right, std::vector<WordLink>& links);

}  // namespace stemma
