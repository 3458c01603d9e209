// SPDX-License-Identifier: Apache-2.0
#include "trees/edge_confidence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace stemma {

namespace {

/// A weight of 1 counts as this much log-odds: the layers of traits overlap, and the rates are only rates.
constexpr double kTemper = 0.5;

/// A merge's direction needs no lineage: a text made of two others cannot have been the source of both.
constexpr double kMergeDirection = 0.98;

/// Of a link of which nothing tells the direction.
constexpr double kUntold = 0.5;

/// In larger stories it is not asked whether two neighbours may stand the other way round.
constexpr std::size_t kSwapsTried = 300;

struct Choice {
  Parents parents;
  bool is_root = false;
  double weight = 0;
};

bool names(Choice const& choice, WitnessIndex parent) {
  return !choice.is_root && (choice.parents.first == parent || choice.parents.second == parent);
}

/// All that the child could hang on, with probabilities in place of weights.
std::vector<Choice> choices_of(WitnessIndex child, FoundDraft const& found, WitnessSet const& descendants) {
  std::vector<Choice> choices{{{}, true, kRootWeight}};
  for (WitnessIndex parent = 0; parent < found.single.size(); ++parent) {
    if (parent != child && !descendants.contains(parent)) {
      choices.push_back({{parent, parent}, false, found.single[child][parent]});
    }
  }
  for (MergeOption const& merge : found.merges) {
    if (merge.child == child) {
      choices.push_back({merge.parents, false, merge.weight});
    }
  }
  double const most = std::ranges::max(choices, {}, &Choice::weight).weight;
  double sum = 0;
  for (Choice& choice : choices) {
    choice.weight = std::exp(kTemper * (choice.weight - most));
    sum += choice.weight;
  }
  for (Choice& choice : choices) {
    choice.weight /= sum;
  }
  return choices;
}

LinkConfidence judge(WitnessIndex parent, std::vector<Choice> const& choices, std::vector<WitnessIndex> const& chosen) {
  LinkConfidence confidence;
  for (Choice const& choice : choices) {
    if (names(choice, parent)) {
      confidence.parent += choice.weight;
    }
    bool const is_other =
      !choice.is_root && !choice.parents.are_two() && std::ranges::find(chosen, choice.parents.first) == chosen.end();
    if (is_other && choice.weight > confidence.runner_up_confidence) {
      confidence.runner_up = choice.parents.first;
      confidence.runner_up_confidence = choice.weight;
    }
  }
  return confidence;
}

/// Probability of each tried root of a lineage.
std::vector<std::pair<WitnessIndex, double>> judge_roots(
  Descent const& lineage, Draft const& draft, ParentScores& scores
) {
  std::vector<std::pair<WitnessIndex, double>> roots;
  double most = -std::numeric_limits<double>::infinity();
  for (auto const root : roots_to_try(lineage, draft)) {
    auto const turned = rerooted(draft, lineage, root);
    if (!has_cycle(turned)) {
      scores.set_draft(turned);
      roots.emplace_back(root, weight_of(lineage, turned, scores));
      most = std::max(most, roots.back().second);
    }
  }
  double sum = 0;
  for (auto& [root, weight] : roots) {
    weight = std::exp(kTemper * (weight - most));
    sum += weight;
  }
  for (auto& [root, weight] : roots) {
    weight /= sum;
  }
  return roots;
}

double weigh_single(WitnessIndex child, Draft const& draft, ParentScores const& scores) {
  auto const parent = draft.parents[child].front();
  return scores.weigh(child, {parent, parent}).total();
}

/// Of each witness with one parent what that weighs in the draft, to which the scores' descendants are set; 0 of others.
std::vector<double> weigh_singles(Draft const& draft, ParentScores const& scores) {
  std::vector<double> weights(draft.parents.size(), 0);
  for (WitnessIndex child = 0; child < weights.size(); ++child) {
    weights[child] = draft.parents[child].size() == 1 ? weigh_single(child, draft, scores) : 0;
  }
  return weights;
}

/// Probability that child and parent stand the other way round, the child hanging on the parent's own parent, all else as it is.
/// `weights` are those of the draft.
double judge_swap(WitnessIndex child, Draft const& draft, std::vector<double> const& weights, ParentScores& scores) {
  auto const parent = draft.parents[child].front();
  if (draft.parents[parent].size() != 1) {
    return 0;  // of a root its lineage tells; a merge is settled
  }
  Draft swapped = draft;
  swapped.parents[child] = {draft.parents[parent].front()};
  swapped.parents[parent] = {child};
  scores.set_draft(swapped);
  double const gain =
    weigh_single(child, swapped, scores) + weigh_single(parent, swapped, scores) - (weights[child] + weights[parent]);
  return 1 / (1 + std::exp(-kTemper * gain));
}

/// Whether `witness` is `top` or below it by single parents.
bool hangs_on(Draft const& draft, WitnessIndex witness, WitnessIndex top) {
  while (witness != top) {
    if (draft.parents[witness].size() != 1) {
      return false;
    }
    witness = draft.parents[witness].front();
  }
  return true;
}

}  // namespace

std::vector<std::vector<LinkConfidence>> judge_links(FoundDraft const& found, ParentScores& scores) {
  Draft const& draft = found.draft;
  auto const descendants = descendants_of(draft);
  std::vector<std::vector<LinkConfidence>> links(draft.parents.size());
  for (WitnessIndex child = 0; child < draft.parents.size(); ++child) {
    auto const choices = choices_of(child, found, descendants[child]);
    for (auto const parent : draft.parents[child]) {
      links[child].push_back(judge(parent, choices, draft.parents[child]));
      links[child].back().direction = draft.parents[child].size() > 1 ? kMergeDirection : kUntold;
    }
  }
  bool const swaps = draft.parents.size() <= kSwapsTried;
  auto const weights = swaps ? weigh_singles(draft, scores) : std::vector<double>{};
  for (Descent const& lineage : lineages_of(draft)) {
    if (scores.has_tree(lineage.members)) {
      continue;
    }
    auto const roots = judge_roots(lineage, draft, scores);
    for (auto const member : lineage.members) {
      if (draft.parents[member].size() != 1) {
        continue;
      }
      double turned = 0;  // roots at or below the member turn its link round
      for (auto const& [root, probability] : roots) {
        turned += hangs_on(draft, root, member) ? probability : 0;
      }
      double const swapped = swaps ? judge_swap(member, draft, weights, scores) : 0;
      links[member].front().direction = (1 - turned) * (1 - swapped);
    }
  }
  scores.set_draft(draft);
  return links;
}

}  // namespace stemma
