// SPDX-License-Identifier: Apache-2.0
#include "trees/stemma_search.hpp"

#include <utility>

#include "trees/merge_search.hpp"

namespace stemma {

namespace {

constexpr std::size_t kRounds = 4;

/// A text without names, numbers, quotes and runs of words cannot be shown to be anybody's copy.
bool tells_anything(TellingTraits const& traits) {
  return !traits.facts.empty() || !traits.quoted.empty() || !traits.wording.empty();
}

std::vector<std::vector<double>> weigh_singles(ParentScores const& scores) {
  std::vector<std::vector<double>> single(scores.size(), std::vector<double>(scores.size(), kImpossible));
  for (WitnessIndex child = 0; child < scores.size(); ++child) {
    for (WitnessIndex parent = 0; parent < scores.size(); ++parent) {
      if (scores.may_link(child, parent) && tells_anything(scores.traits(child)) && tells_anything(scores.traits(parent))) {
        single[child][parent] = scores.weigh(child, {parent, parent}).total();
      }
    }
  }
  return single;
}

Draft turn_to_best_roots(Draft draft, ParentScores& scores) {
  for (Descent const& lineage : lineages_of(draft)) {
    if (scores.has_tree(lineage.members)) {
      continue;
    }
    auto best = draft;
    double most = kImpossible;
    for (auto const root : roots_to_try(lineage, draft)) {
      auto turned = rerooted(draft, lineage, root);
      if (has_cycle(turned)) {
        continue;
      }
      scores.set_draft(turned);
      double const weight = weight_of(lineage, turned, scores);
      if (weight > most + kGain || (weight > most - kGain && root == lineage.root)) {
        best = std::move(turned);
        most = weight;
      }
    }
    draft = std::move(best);
  }
  return draft;
}

}  // namespace

double weight_of(Descent const& lineage, Draft const& draft, ParentScores const& scores) {
  double weight = 0;
  for (auto const member : lineage.members) {
    if (draft.parents[member].size() == 1) {
      auto const parent = draft.parents[member].front();
      weight += scores.weigh(member, {parent, parent}).total();
    }
  }
  return weight;
}

FoundDraft find_best_draft(ParentScores& scores) {
  FoundDraft found;
  for (std::size_t round = 0; round < kRounds; ++round) {
    found.single = weigh_singles(scores);
    auto chosen = choose_merges(found.single, find_merge_options(scores, found.single));
    found.merges = std::move(chosen.merges);
    auto next = turn_to_best_roots(std::move(chosen.draft), scores);
    scores.set_draft(next);
    bool const is_settled = next == found.draft;
    found.draft = std::move(next);
    if (is_settled) {
      break;
    }
  }
  return found;
}

}  // namespace stemma
