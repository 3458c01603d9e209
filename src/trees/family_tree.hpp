// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "trees/copy_family.hpp"

namespace stemma {

/// A node of a family's tree: below the number of members a member, from there on a lost copy.
using FamilyNode = std::uint32_t;

struct FamilyLink {
  FamilyNode parent = 0;
  FamilyNode child = 0;
  double confidence = 0;                ///< Probability that these two are linked and no other was meant.
  double direction = 0;                 ///< Probability that it runs this way, given that they are linked.
  std::optional<FamilyNode> runner_up;  ///< The best other parent, a member.
  double runner_up_confidence = 0;
};

struct FamilyTree {
  FamilyNode root = 0;
  std::uint32_t lost = 0;         ///< Each has three neighbours or more.
  std::vector<FamilyLink> links;  ///< Sorted by child; one for each node but the root.
};

/// FamilyTree: here are copies of one text word for word, without times; who was copied from whom, over which lost copies?
///
/// In    a family; the member at which the tree must begin, if that is known.
/// Out   a tree over all members, of least total departure, each lost copy paid for by what it saves.
/// How   the shortest tree over the members; where two neighbours of a node agree against it, a lost copy between the three
///       (median joining: Bandelt, Forster, Röhl 1999), until none is worth it. Readings that two copyists hit on easily,
///       slips, and readings that one member has alone count little. The root by what is more easily done one way than
///       the other: words slip and fall out; they are seldom restored.
/// Cost  members² × departures.
[[nodiscard]] FamilyTree grow_family_tree(CopyFamily const& family, std::optional<FamilyNode> root);

}  // namespace stemma
