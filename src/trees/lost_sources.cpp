// SPDX-License-Identifier: Apache-2.0
#include "trees/lost_sources.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace stemma {

namespace {

/// Confirmed readings that each of two brothers must have and the other lack. One altered name or number is enough.
constexpr double kReadingsEach = 0.75;

/// What confirms a reading: a stranger to the lineage; less so another copy of the same root, for two copies of one root
/// now and then hit on the same change.
constexpr double kStranger = 1;
constexpr double kOtherCopy = 0.5;

/// Small numbers and weekdays confirm nothing: every text has some.
constexpr float kTelling = 0.4F;

/// Copied word for word: a single reading may then be the copyist's own mending.
constexpr double kCopied = 0.5;
constexpr double kReadingsOfCopy = 0.8;

/// A syndicated copy, hardly a word touched, hangs on its source: one reading is a chance, or a correction.
constexpr double kSame = 0.85;
constexpr double kReadingsOfSame = 2;

/// How fast readings convince: a source betrayed by one reading on each side is believed at 1 - exp(-2 · 0.5) = 0.63.
constexpr double kConviction = 0.5;

/// Confirmed readings of the copy that its parent lacks, and of the parent that the copy lacks.
struct Surplus {
  double of_copy = 0;
  double of_root = 0;
};

/// One root with what hangs on it.
struct Family {
  WitnessIndex root = 0;
  std::vector<WitnessIndex> copies;  ///< Those that have the root for their only parent.
  WitnessSet members;                ///< The root and all that descend from it.
};

double confirmed(Family const& family, WitnessIndex witness, WitnessIndex other, ParentScores const& scores) {
  double sum = 0;
  for (Trait const& fact : scores.traits(witness).facts) {
    if (fact.weight < kTelling || std::ranges::binary_search(scores.traits(other).said, fact.key)) {
      continue;
    }
    auto const& carriers = *scores.carriers_of(fact.key);
    bool const by_stranger = carriers.has_other_than(family.members, witness);
    bool const by_copy =
      std::ranges::any_of(family.copies, [&](WitnessIndex copy) { return copy != witness && carriers.contains(copy); });
    sum += static_cast<double>(fact.weight) * (by_stranger ? kStranger : by_copy ? kOtherCopy : 0);
  }
  return sum;
}

Family family_of(WitnessIndex root, Draft const& draft, WitnessSet const& descendants) {
  Family family{root, {}, descendants};
  family.members.insert(root);
  for (WitnessIndex copy = 0; copy < draft.parents.size(); ++copy) {
    if (draft.parents[copy] == std::vector<WitnessIndex>{root}) {
      family.copies.push_back(copy);
    }
  }
  return family;
}

/// How sure it is that the copy is a brother of the root; 0 where it is not.
double brotherhood(Family const& family, WitnessIndex copy, ParentScores const& scores) {
  Surplus const surplus{
    std::max(confirmed(family, copy, family.root, scores), scores.units().confirmed(copy, family.root, family.members)),
    std::max(
      confirmed(family, family.root, copy, scores), scores.units().confirmed(family.root, copy, family.members)
    )};
  double const shared = scores.shared_wording(copy, {family.root, family.root});
  bool const holds = surplus.of_copy >= (shared >= kSame     ? kReadingsOfSame
                                         : shared >= kCopied ? kReadingsOfCopy
                                                             : kReadingsEach) &&
                     surplus.of_root >= kReadingsEach;
  return holds ? 1 - std::exp(-kConviction * (surplus.of_copy + surplus.of_root)) : 0;
}

}  // namespace

WithLostSources find_lost_sources(Draft draft, ParentScores const& scores) {
  auto const descendants = descendants_of(draft);
  WithLostSources result{draft, {}};
  for (WitnessIndex root = 0; root < draft.parents.size(); ++root) {
    if (!draft.parents[root].empty()) {
      continue;
    }
    auto const family = family_of(root, draft, descendants[root]);
    LostSource lost;
    double most = 0;
    for (auto const copy : family.copies) {
      if (scores.has_tree(std::array{root, copy})) {
        continue;  // the tree tells its lost copies
      }
      double const confidence = brotherhood(family, copy, scores);
      if (confidence > 0) {
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
