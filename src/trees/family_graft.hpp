// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "trees/draft.hpp"
#include "trees/family_tree.hpp"
#include "trees/lost_sources.hpp"
#include "trees/parent_scores.hpp"

namespace stemma {

/// A family whose stamps do not tell its order, and its tree, not yet hung up.
struct GrownFamily {
  CopyFamily const* family = nullptr;
  FamilyGrowth growth;
  std::vector<FamilyMerge> merges;
};

/// The trees of all such families; the scores learn that no other two of their members may be linked.
[[nodiscard]] std::vector<GrownFamily> grow_families(ParentScores& scores, unsigned threads);

/// The tree of one family, to be drawn in place of the draft's links between its members.
struct Graft {
  std::vector<WitnessIndex> members;  ///< The witness of each member.
  FamilyTree tree;
};

/// FamilyGraft: here is a draft, which of its families of copies can be told better?
///
/// In    the draft with its lost sources, the scores that hold the families, and the trees of the families.
/// Out   each tree hung where the draft hung the family; the draft's own links between its members are taken out. Families that
///       the draft hangs on others at two places are left alone.
[[nodiscard]] std::vector<Graft> graft_families(
  WithLostSources& found, ParentScores const& scores, std::vector<GrownFamily> const& families
);

}  // namespace stemma
