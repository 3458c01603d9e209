// SPDX-License-Identifier: Apache-2.0
#include "trees/family_graft.hpp"

#include <algorithm>
#include <optional>

namespace stemma {

namespace {

/// Where more than this share of a family is stamped, stamps tell the order.
constexpr double kStampsTell = 0.5;

bool is_stamped(CopyFamily const& family, ParentScores const& scores, StoryTellings const& story) {
  auto const stamped = std::ranges::count_if(family.members, [&](FamilyMember const& member) {
    return scores.uses_clocks() && story.tellings[member.witness].document->published.has_value();
  });
  return static_cast<double>(stamped) > kStampsTell * static_cast<double>(family.members.size());
}

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

/// The draft with the tree's links, a lost copy stood for by the links of what hangs on it.
Draft with_tree(Draft draft, Graft const& graft) {
  auto const members = graft.members.size();
  std::vector<std::optional<FamilyNode>> above(members + graft.tree.lost);
  for (FamilyLink const& link : graft.tree.links) {
    above[link.child] = link.parent;
  }
  for (FamilyNode node = 0; node < members; ++node) {
    auto parent = above[node];
    while (parent && *parent >= members) {
      parent = above[*parent];
    }
    if (parent) {
      draft.parents[graft.members[node]] = {graft.members[*parent]};
    }
  }
  return draft;
}

}  // namespace

std::vector<Graft> graft_families(WithLostSources& found, ParentScores const& scores, StoryTellings const& story) {
  std::vector<Graft> grafts;
  for (CopyFamily const& family : scores.copies().families()) {
    auto const hanging = hanging_of(family, found, scores);
    if (!hanging.is_simple || is_stamped(family, scores, story)) {
      continue;
    }
    Graft graft{{}, grow_family_tree(family, hanging.entry)};
    Draft freed = found.draft;
    for (FamilyNode node = 0; node < family.members.size(); ++node) {
      graft.members.push_back(family.members[node].witness);
      if (node != hanging.entry) {
        freed.parents[family.members[node].witness].clear();
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
