// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

#include "collation/slots.hpp"

namespace stemma::reference {

/// The slow, obvious twin of `join_slots`: sets of sites, and for each correspondence all pairs of their members are
/// asked whether they may stand at one place. Returns the slots' sites only.
/// Cost  m · n² for m correspondences and n sites.
[[nodiscard]] inline std::set<std::set<SiteId>> join_slots(
  std::span<Site const> sites, std::vector<Correspondence> links, MayShareSlot const& may_share
) {
  std::sort(links.begin(), links.end(), [](Correspondence const& a, Correspondence const& b) {
    return std::tuple{a.change != ChangeKind::Same, -a.confidence, a.left, a.right} <
           std::tuple{b.change != ChangeKind::Same, -b.confidence, b.left, b.right};
  });
  std::set<std::set<SiteId>> slots;
  for (SiteId site = 0; site < sites.size(); ++site) {
    slots.insert({site});
  }
  for (Correspondence const& link : links) {
    auto const holds = [](SiteId site) { return [site](std::set<SiteId> const& slot) { return slot.contains(site); }; };
    auto const left = *std::find_if(slots.begin(), slots.end(), holds(link.left));
    auto const right = *std::find_if(slots.begin(), slots.end(), holds(link.right));
    bool can_join = left != right;
    for (SiteId const a : left) {
      for (SiteId const b : right) {
        can_join = can_join && (sites[a].witness != sites[b].witness || may_share(a, b));
      }
    }
    if (can_join) {
      auto joined = left;
      joined.insert(right.begin(), right.end());
      slots.erase(left);
      slots.erase(right);
      slots.insert(std::move(joined));
    }
  }
  return slots;
}

}  // namespace stemma::reference
