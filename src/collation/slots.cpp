// SPDX-License-Identifier: Apache-2.0
#include "collation/slots.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace stemma {

namespace {

bool comes_before(Correspondence const& a, Correspondence const& b) {
  auto const a_differs = a.change != ChangeKind::Same;
  auto const b_differs = b.change != ChangeKind::Same;
  if (a_differs != b_differs) {
    return b_differs;
  }
  if (a.confidence != b.confidence) {
    return a.confidence > b.confidence;
  }
  return a.left != b.left ? a.left < b.left : a.right < b.right;
}

/// Groups of sites; the members of each group are kept sorted by id, hence by witness.
class Groups {
 public:
  explicit Groups(std::deque<Site> const& sites) : sites_{sites}, parent_(sites.size()), members_(sites.size()) {
    std::iota(parent_.begin(), parent_.end(), SiteId{0});
    for (SiteId site = 0; site < sites.size(); ++site) {
      members_[site] = {site};
    }
  }

  SiteId root_of(SiteId site) {
    while (parent_[site] != site) {
      parent_[site] = parent_[parent_[site]];
      site = parent_[site];
    }
    return site;
  }

  /// No witness may have two things in one group.
  [[nodiscard]] bool can_join(SiteId a, SiteId b, MayShareSlot const& may_share) const {
    auto const& left = members_[a];
    auto right = members_[b].begin();
    for (SiteId const site : left) {
      while (right != members_[b].end() && sites_[*right].witness < sites_[site].witness) {
        ++right;
      }
      for (auto same = right; same != members_[b].end() && sites_[*same].witness == sites_[site].witness; ++same) {
        if (!may_share(site, *same)) {
          return false;
        }
      }
    }
    return true;
  }

  void join(SiteId a, SiteId b) {
    if (members_[a].size() < members_[b].size()) {
      std::swap(a, b);
    }
    parent_[b] = a;
    std::vector<SiteId> merged;
    std::merge(
      members_[a].begin(), members_[a].end(), members_[b].begin(), members_[b].end(), std::back_inserter(merged)
    );
    members_[a] = std::move(merged);
    members_[b] = {};
  }

  [[nodiscard]] std::vector<SiteId> const& members(SiteId root) const { return members_[root]; }

 private:
  std::deque<Site> const& sites_;
  std::vector<SiteId> parent_;
  std::vector<std::vector<SiteId>> members_;
};

}  // namespace

std::vector<Slot> join_slots(
  std::deque<Site> const& sites, std::vector<Correspondence> correspondences, MayShareSlot const& may_share
) {
  std::sort(correspondences.begin(), correspondences.end(), comes_before);
  Groups groups{sites};
  for (Correspondence const& link : correspondences) {
    auto const left = groups.root_of(link.left);
    auto const right = groups.root_of(link.right);
    if (left != right && groups.can_join(left, right, may_share)) {
      groups.join(left, right);
    }
  }
  std::vector<std::size_t> slot_of(sites.size(), SIZE_MAX);
  std::vector<Slot> slots;
  for (SiteId site = 0; site < sites.size(); ++site) {
    auto const root = groups.root_of(site);
    if (slot_of[root] == SIZE_MAX) {
      slot_of[root] = slots.size();
      slots.push_back({groups.members(root), {}});
    }
  }
  for (Correspondence const& link : correspondences) {
    auto const root = groups.root_of(link.left);
    if (root == groups.root_of(link.right)) {
      slots[slot_of[root]].links.push_back(link);
    }
  }
  for (Slot& slot : slots) {
    std::sort(slot.links.begin(), slot.links.end(), [](auto const& a, auto const& b) {
      return std::tie(a.left, a.right) < std::tie(b.left, b.right);
    });
  }
  return slots;
}

}  // namespace stemma
