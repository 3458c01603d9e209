// SPDX-License-Identifier: Apache-2.0
#include "trees/merges.hpp"

#include <algorithm>
#include <utility>

namespace stemma {

namespace {

/// What a second parent must explain before it is believed: most texts have one source.
constexpr double kSecondParent = 14;

constexpr std::size_t kFirstParents = 6;
constexpr std::size_t kFirstParentsOfMany = 2;
constexpr std::size_t kMany = 300;
constexpr std::size_t kOptions = 4;

std::vector<WitnessIndex> best_parents(std::vector<double> const& weights, WitnessIndex child, std::size_t count) {
  std::vector<WitnessIndex> parents;
  for (WitnessIndex parent = 0; parent < weights.size(); ++parent) {
    if (parent != child) {
      parents.push_back(parent);
    }
  }
  count = std::min(count, parents.size());
  std::ranges::partial_sort(
    parents, parents.begin() + static_cast<std::ptrdiff_t>(count),
    [&](WitnessIndex a, WitnessIndex b) { return weights[a] != weights[b] ? weights[a] > weights[b] : a < b; }
  );
  parents.resize(count);
  return parents;
}

std::vector<MergeOption> options_for(
  ParentScores const& scores, std::vector<double> const& single, WitnessIndex child
) {
  auto const firsts = best_parents(single, child, scores.size() > kMany ? kFirstParentsOfMany : kFirstParents);
  std::vector<MergeOption> options;
  if (firsts.size() < 2) {
    return options;
  }
  double const alone = single[firsts.front()];
  ChildInEither in_either{scores.traits(), child};
  for (auto const first : firsts) {
    for (WitnessIndex second = 0; second < scores.size(); ++second) {
      Parents const parents{std::min(first, second), std::max(first, second)};
      bool const is_known = std::ranges::any_of(options, [&](MergeOption const& o) { return o.parents == parents; });
      bool const may_be = scores.may_link(child, first) && scores.may_link(child, second);
      if (second == first || !may_be || is_known || scores.best_case(child, parents) - kSecondParent <= alone) {
        continue;
      }
      auto const weighing = scores.weigh_merge(child, parents, alone + kSecondParent, in_either);
      double const weight = weighing ? weighing->total() - kSecondParent : alone;
      if (weight > alone) {
        options.push_back({child, parents, weight});
      }
    }
  }
  std::ranges::stable_sort(options, std::ranges::greater{}, &MergeOption::weight);
  options.resize(std::min(options.size(), kOptions));
  return options;
}

}  // namespace

std::vector<std::vector<MergeOption>> find_merge_options(
  ParentScores const& scores, std::vector<std::vector<double>> const& single
) {
  std::vector<std::vector<MergeOption>> options;
  for (WitnessIndex child = 0; child < scores.size(); ++child) {
    options.push_back(options_for(scores, single[child], child));
  }
  return options;
}

}  // namespace stemma
