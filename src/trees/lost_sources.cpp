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

/// A stamp before the source's speaks for a brother, too, but clocks are wrong more often than readings come back: alone it is
/// never enough.
constexpr double kByClock = 0.2;  // readings per log-odds
constexpr double kMostByClock = 0.6;

/// Both carry the line of one source that is not among the tellings: they say themselves where they have it from.
constexpr double kByCredit = 2;

/// Two that open with what one absent source told lean on it; what they have beside it may be of their own finding.
constexpr double kByOpening = 0.6;

/// How fast readings convince: a source betrayed by one reading on each side is believed at 1 - exp(-2 · 0.5) = 0.63.
constexpr double kConviction = 0.5;

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

/// What speaks against the telling having been made from the other: confirmed readings that the other lacks, and a stamp
/// before the other's.
double surplus(Family const& family, WitnessIndex witness, WitnessIndex other, ParentScores const& scores) {
  double const readings =
    std::max(confirmed(family, witness, other, scores), scores.units().confirmed(witness, other, family.members));
  return readings + std::min(kMostByClock, -kByClock * scores.weigh_time(witness, other));
}

/// The witness, which hangs on the parent, as a brother of the root, and how sure that is; 0 where it is none.
LostSource::Child as_brother(
  Family const& family, WitnessIndex witness, WitnessIndex parent, ParentScores const& scores
) {
  double const of_witness =
    parent == family.root
      ? surplus(family, witness, parent, scores)
      : std::min(surplus(family, witness, parent, scores), surplus(family, witness, family.root, scores));
  double const of_root = surplus(family, family.root, witness, scores);
  double const shared = scores.shared_wording(witness, {parent, parent});
  if (scores.credits().shared_absent(witness, family.root)) {
    return {witness, 1 - std::exp(-kConviction * (kByCredit + of_witness + of_root)), true};
  }
  double const needed = shared >= kSame ? kReadingsOfSame : shared >= kCopied ? kReadingsOfCopy : kReadingsEach;
  bool const holds = of_witness >= needed && of_root >= kReadingsEach;
  return {witness, holds ? 1 - std::exp(-kConviction * (of_witness + of_root)) : 0, false};
}

/// Whether the witness may stand beside the root: it hangs on it, or below it by single parents where its stamp says that it was there
/// before its parent.
bool may_be_brother(Draft const& draft, WitnessIndex witness, WitnessIndex root, ParentScores const& scores) {
  if (draft.parents[witness].size() != 1) {
    return false;
  }
  auto const parent = draft.parents[witness].front();
  if (parent != root && !scores.is_stamped_before(witness, parent)) {
    return false;
  }
  while (draft.parents[witness].size() == 1) {
    witness = draft.parents[witness].front();
  }
  return witness == root;
}

bool has_child(LostSource const& source, WitnessIndex witness) {
  return std::ranges::find(source.children, witness, &LostSource::Child::witness) != source.children.end();
}

/// Brings roots that open with what one absent source told below that source; one that has a lost source already shares it.
void join_by_opening(WithLostSources& result, ParentScores const& scores) {
  auto const source_of = [&](WitnessIndex root) {
    return std::ranges::find_if(result.lost, [&](LostSource const& source) { return has_child(source, root); });
  };
  auto const& parents = result.draft.parents;
  for (WitnessIndex root = 0; root < parents.size(); ++root) {
    for (WitnessIndex earlier = 0; earlier < root; ++earlier) {
      bool const are_roots = parents[root].empty() && parents[earlier].empty();
      if (!are_roots || !scores.credits().shared_opening(root, earlier) || scores.has_tree(std::array{earlier, root})) {
        continue;
      }
      auto const of_root = source_of(root);
      auto const of_earlier = source_of(earlier);
      if (of_root != result.lost.end() && of_earlier != result.lost.end()) {
        break;
      }
      auto& source = of_root != result.lost.end()      ? *of_root
                     : of_earlier != result.lost.end() ? *of_earlier
                                                       : result.lost.emplace_back();
      for (auto const witness : {earlier, root}) {
        if (!has_child(source, witness)) {
          source.children.push_back({witness, kByOpening, true});
        }
      }
      std::ranges::sort(source.children, {}, &LostSource::Child::witness);
      break;
    }
  }
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
    LostSource::Child of_root{root, 0, false};
    for (WitnessIndex witness = 0; witness < draft.parents.size(); ++witness) {
      if (scores.has_tree(std::array{root, witness})) {
        continue;  // the tree tells its lost copies
      }
      if (!may_be_brother(draft, witness, root, scores)) {
        continue;
      }
      auto const brother = as_brother(family, witness, draft.parents[witness].front(), scores);
      if (brother.confidence > 0) {
        lost.children.push_back(brother);
        of_root.confidence = std::max(of_root.confidence, brother.confidence);
        of_root.is_told = of_root.is_told || brother.is_told;
        result.draft.parents[witness].clear();
      }
    }
    if (!lost.children.empty()) {
      lost.children.push_back(of_root);
      std::ranges::sort(lost.children, {}, &LostSource::Child::witness);
      result.lost.push_back(std::move(lost));
    }
  }
  join_by_opening(result, scores);
  return result;
}

}  // namespace stemma
