// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "trees/family_growth.hpp"

namespace stemma {

/// TreeSides: here is a grown tree, which nodes lie on which side of a link?
///
/// In    a grown tree, not changed while this is asked.
/// Out   for a node, one of its neighbours, and any other node: whether the way to that leads over the neighbour.
/// How   the nodes in the order of one walk: what hangs on a node is a range.
/// Cost  linear once, then two comparisons.
class TreeSides {
 public:
  explicit TreeSides(FamilyGrowth const& growth);

  [[nodiscard]] bool is_behind(FamilyNode from, FamilyNode over, FamilyNode node) const;

 private:
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  [[nodiscard]] bool is_below(FamilyNode node, FamilyNode top) const;

  std::vector<Range> ranges_;      ///< By node.
  std::vector<FamilyNode> above_;  ///< By node: its neighbour on the way to where the walk began.
};

}  // namespace stemma
