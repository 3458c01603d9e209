// SPDX-License-Identifier: Apache-2.0
#include "trees/family_graft.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace stemma {

namespace {

/// How the draft hangs a family on the rest.
struct Hanging {
  bool is_simple = true;            ///< At one member at most, and no lost source among the members.
  std::optional<FamilyNode> entry;  ///< The member that has its parents outside.
};

Hanging hanging_of(CopyFamily const& family, WithLostSources const& found, ParentScores const& scores) {
  Hanging hanging;
  auto const is_of_lost = [&](WitnessIndex witness) {
    return std::ranges::any_of(found.lost, [&](LostSource const& lost) {
      return std::ranges::find(lost.children, witness, &LostSource::Child::witness) != lost.children.end();
    });
  };
  for (FamilyNode node = 0; node < family.members.size(); ++node) {
    auto const witness = family.members[node].witness;
    auto const& parents = found.draft.parents[witness];
    auto const outside =
      std::ranges::count_if(parents, [&](WitnessIndex p) { return !scores.copies().are_copies(witness, p); });
    bool const is_entry = outside > 0 && outside == std::ssize(parents);
    if (is_of_lost(witness) || (is_entry && hanging.entry)) {
      hanging.is_simple = false;
    } else if (is_entry) {
      hanging.entry = node;
    }
  }
  return hanging;
}

/// Per member those that it is linked with, directly or over lost copies, sorted.
std::vector<std::vector<FamilyNode>> kin_of(FamilyGrowth const& growth) {
  std::vector<std::vector<FamilyNode>> kin(growth.members());
  for (FamilyNode member = 0; member < growth.members(); ++member) {
    std::vector<FamilyNode> open = growth.near()[member];
    std::vector<FamilyNode> passed;
    while (!open.empty()) {
      auto const node = open.back();
      open.pop_back();
      if (node < growth.members()) {
        if (node != member) {
          kin[member].push_back(node);
        }
      } else if (std::ranges::find(passed, node) == passed.end()) {
        passed.push_back(node);
        open.insert(open.end(), growth.near()[node].begin(), growth.near()[node].end());
      }
    }
    std::ranges::sort(kin[member]);
    auto const rest = std::ranges::unique(kin[member]);
    kin[member].erase(rest.begin(), rest.end());
  }
  return kin;
}

/// The draft with the tree's links, a lost copy stood for by the links of what hangs on it.
Draft with_tree(Draft draft, Graft const& graft) {
  auto const members = graft.members.size();
  std::vector<std::vector<FamilyNode>> above(members + graft.tree.lost);
  for (FamilyLink const& link : graft.tree.links) {
    above[link.child].push_back(link.parent);
  }
  for (FamilyNode node = 0; node < members; ++node) {
    auto open = above[node];
    while (!open.empty()) {
      auto const parent = open.back();
      open.pop_back();
      if (parent < members) {
        draft.parents[graft.members[node]].push_back(graft.members[parent]);
      } else {
        open.insert(open.end(), above[parent].begin(), above[parent].end());
      }
    }
  }
  return draft;
}

}  // namespace

std::vector<GrownFamily> grow_families(ParentScores& scores, unsigned threads) {
  std::vector<GrownFamily> grown;
  for (CopyFamily const& family : scores.copies().families()) {
    if (scores.is_dated(family)) {
      continue;
    }
    FamilyGrowth growth{ReadingTable{family}, threads};
    growth.grow();
    auto merges = take_merges(growth, threads);
    scores.set_kin(family, kin_of(growth));
    grown.push_back({&family, std::move(growth), std::move(merges)});
  }
  return grown;
}

std::vector<Graft> graft_families(
  WithLostSources& found, ParentScores const& scores, std::vector<GrownFamily> const& families
) {
  std::vector<Graft> grafts;
  for (GrownFamily const& grown : families) {
    auto const& members = grown.family->members;
    auto const hanging = hanging_of(*grown.family, found, scores);
    if (!hanging.is_simple) {
      continue;
    }
    Graft graft{{}, hang_family(*grown.family, grown.growth, grown.merges, hanging.entry)};
    Draft freed = found.draft;
    for (FamilyNode node = 0; node < members.size(); ++node) {
      graft.members.push_back(members[node].witness);
      if (node != hanging.entry) {
        freed.parents[members[node].witness].clear();
      }
    }
    if (!has_cycle(with_tree(freed, graft))) {
      found.draft = std::move(freed);
      grafts.push_back(std::move(graft));
    }
  }
  return grafts;
}

}  // namespace stemma
