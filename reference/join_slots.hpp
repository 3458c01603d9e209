// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <tuple>
#include <vector>

namespace stemma::reference {

/// A correspondence of two sites: `differs` after agreement, the more certain first.
struct SlotLink {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  bool differs = false;
  double confidence = 0;
};

/// The slow, obvious twin of the joining of places: sets of sites, and for each correspondence all pairs of their
/// members are asked whether they may stand at one place. `witness_of` gives each site its witness.
/// Cost  m · n² for m correspondences and n sites.
[[nodiscard]] inline std::set<std::set<std::uint32_t>> join_slots(
  std::span<std::uint32_t const> witness_of,
  std::vector<SlotLink> links,
  std::function<bool(std::uint32_t, std::uint32_t)> const& may_share
) {
  std::sort(links.begin(), links.end(), [](SlotLink const& a, SlotLink const& b) {
    return std::tuple{a.differs, -a.confidence, a.left, a.right} <
           std::tuple{b.differs, -b.confidence, b.left, b.right};
  });
  using Slot = std::set<std::uint32_t>;
  std::set<Slot> slots;
  for (std::uint32_t site = 0; site < witness_of.size(); ++site) {
    slots.insert({site});
  }
  for (SlotLink const& link : links) {
    auto const holds = [](std::uint32_t site) { return [site](Slot const& slot) { return slot.contains(site); }; };
    auto const left = *std::find_if(slots.begin(), slots.end(), holds(link.left));
    auto const right = *std::find_if(slots.begin(), slots.end(), holds(link.right));
    bool can_join = left != right;
    for (auto const a : left) {
      for (auto const b : right) {
        can_join = can_join && (witness_of[a] != witness_of[b] || may_share(a, b));
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
