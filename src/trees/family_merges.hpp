// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "trees/family_growth.hpp"

namespace stemma {

/// A copy that follows one exemplar up to some place, and another from there on.
struct FamilyMerge {
  FamilyNode child = 0;
  FamilyNode first = 0;   ///< In the tree the child hangs on this one.
  FamilyNode second = 0;  ///< This link is none of the tree's.
  double gain = 0;        ///< What the second exemplar saves (natural log).
};

/// FamilyMerges: here is the tree of a family, which of its copies were made from two exemplars?
///
/// In    a grown tree; it is grown anew without what is found to be mixed, and what is mixed hangs on it again at the end.
/// Out   the copies with two parents; no parent hangs on its own child.
/// How   a copy that follows one exemplar first and another later pulls the two together, or hangs on the wrong one. So for
///       each copy: what would be saved if those to its left and right were linked without it, and it had the best of two
///       at each side of some turn? What a fragment lacks it is taken to have had as its kin, lest a parent come free.
/// Cost  copies² × places.
[[nodiscard]] std::vector<FamilyMerge> take_merges(FamilyGrowth& growth, unsigned threads);

}  // namespace stemma
