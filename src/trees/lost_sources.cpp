// SPDX-License-Identifier: Apache-2.0
#include "trees/lost_sources.hpp"

#include <algorithm>
#include <cmath>

namespace stemma {

namespace {

/// Confirmed readings that each of two brothers must have and the other lack. One altered name or number is enough.
constexpr double kReadingsEach = 1;

/// How fast readings convince: a source betrayed by one reading on each side is believed at 1 - exp(-2 · 0.7) = 0.75.
constexpr double kConviction = 0.7;

/// Confirmed readings of the copy that its parent lacks, and of the parent that the copy lacks.
struct Surplus {
  double of_copy = 0;
  double of_root = 0;
};

Surplus surplus_of(
  WitnessIndex root, WitnessIndex copy, std::vector<WitnessSet> const& descendants, ParentScores const& scores
) {
  // Were the copy the root's child, its own copies could not confirm what it has; …
  WitnessSet below_copy = descendants[copy];
  below_copy.insert(copy);
  // … and were it the other way round, the root's other copies could not confirm what the root has.
  WitnessSet below_root{scores.size()};
  for (WitnessIndex witness = 0; witness < scores.size(); ++witness) {
    if (descendants[root].contains(witness) && !below_copy.contains(witness)) {
      below_root.insert(witness);
    }
  }
  return {scores.attested_surplus(copy, root, below_copy), scores.attested_surplus(root, copy, below_root)};
}

}  // namespace

WithLostSources find_lost_sources(Draft draft, ParentScores const& scores) {
  auto const descendants = descendants_of(draft);
  WithLostSources result{draft, {}};
  for (WitnessIndex root = 0; root < draft.parents.size(); ++root) {
    if (!draft.parents[root].empty()) {
      continue;
    }
    LostSource lost;
    double most = 0;
    for (WitnessIndex copy = 0; copy < draft.parents.size(); ++copy) {
      if (draft.parents[copy] != std::vector<WitnessIndex>{root}) {
        continue;
      }
      auto const surplus = surplus_of(root, copy, descendants, scores);
      if (std::min(surplus.of_copy, surplus.of_root) >= kReadingsEach) {
        double const confidence = 1 - std::exp(-kConviction * (surplus.of_copy + surplus.of_root));
        lost.children.push_back({copy, confidence});
        most = std::max(most, confidence);
        result.draft.parents[copy].clear();
      }
    }
    if (!lost.children.empty()) {
      lost.children.push_back({root, most});
      std::ranges::sort(lost.children, {}, &LostSource::Child::witness);
      result.lost.push_back(std::move(lost));
    }
  }
  return result;
}

}  // namespace stemma
