// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "trees/calibration.hpp"
#include "trees/copy_family.hpp"
#include "trees/copyists.hpp"
#include "trees/family_growth.hpp"
#include "trees/family_merges.hpp"

namespace stemma {

struct FamilyLink {
  FamilyNode parent = 0;
  FamilyNode child = 0;
  double confidence = 0;                ///< Probability that these two are linked and no other was meant.
  double direction = 0;                 ///< Probability that it runs this way, given that they are linked.
  double length = 0;                    ///< What sets the two apart (natural log).
  std::size_t mended = 0;               ///< Readings that the parent alone has.
  std::size_t made = 0;                 ///< Readings that the child alone has.
  std::size_t rare = 0;                 ///< Readings that both have, and hardly another copy.
  std::size_t below = 0;                ///< Nodes of the tree that hang on the child, the child among them.
  std::optional<FamilyNode> runner_up;  ///< The best other parent, a member.
  double runner_up_confidence = 0;
};

struct FamilyTree {
  FamilyNode root = 0;
  std::uint32_t lost = 0;  ///< Each has three neighbours or more.
  Copyists copyists;
  std::vector<FamilyLink> links;  ///< Sorted by child; one for each node but the root, two for a merge.
};

/// What calibration asks of a link of a tree.
[[nodiscard]] JudgedCopy judged_copy(FamilyLink const& link, FamilyTree const& tree);

/// FamilyTree: here is the grown tree of a family, which end is up, and how sure is each link?
///
/// In    a family, its tree and its merges; the member at which the tree must begin, if that is known.
/// Out   the links from parent to child.
/// How   the root by what is more easily done one way than the other (words slip and fall out; they are seldom restored), and by how
///       much hangs on each node: the older a copy, the more were made of it. What was made of two others is not the root.
/// Cost  places for each link; members² for their surety.
[[nodiscard]] FamilyTree hang_family(
  CopyFamily const& family,
  FamilyGrowth const& growth,
  std::vector<FamilyMerge> const& merges,
  std::optional<FamilyNode> root
);

}  // namespace stemma
