// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "passages/word_linker.hpp"
#include "passages/word_pair.hpp"

namespace stemma {

/// A passage in the making, in words.
struct WordBlock {
  WordRange left;
  WordRange right;
  std::vector<WordLink> links;  ///< Sorted by left.
};

}  // namespace stemma
