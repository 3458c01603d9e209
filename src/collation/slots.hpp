// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "collation/site.hpp"

namespace stemma {

/// Whether two sites of one witness may share a slot: the same thing named twice may, two things may not.
using MayShareSlot = std::function<bool(SiteId, SiteId)>;

/// Joins pairwise correspondences into places of the story.
///
/// In    all sites, the correspondences in any order, and the guard.
/// Out   slots sorted by their first site; a site without correspondence is a slot of its own.
/// How   the most certain correspondence first (agreement before difference, then confidence, then ids); two groups
///       are joined only if no witness would then have two things at one place.
/// Cost  m log m in the correspondences, plus the sizes of the groups at each join that the guard looks at.
[[nodiscard]] std::vector<Slot> join_slots(
  std::deque<Site> const& sites, std::vector<Correspondence> correspondences, MayShareSlot const& may_share
);

}  // namespace stemma
