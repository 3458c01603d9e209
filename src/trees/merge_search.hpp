// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "trees/draft.hpp"
#include "trees/merges.hpp"

namespace stemma {

/// What a root weighs. Links weigh 0 where a copy is as likely as an independent telling; less is asked of them, for most
/// texts on one event have a source among the others, and every copy departs from its source somewhere.
inline constexpr double kRootWeight = -3;

/// What a parent weighs that may not be one.
inline constexpr double kImpossible = -std::numeric_limits<double>::infinity();

/// A change to a draft must gain more than rounding.
inline constexpr double kGain = 1e-9;

/// Sorted by child; the draft is the best one found in which they hold.
struct ChosenMerges {
  std::vector<MergeOption> merges;
  Draft draft;
};

/// MergeSearch: which of the merges that may be make the whole stemma better?
///
/// In    `single[child][parent]`, what that parent alone weighs, `kImpossible` where it may not be; merges to choose from,
///       by child, each better than any parent alone.
/// Out   merges that do not stand in each other's way, and a draft without cycles in which all of them hold.
/// How   the best arborescence; then merges, the most gainful first, while the whole gets better. In large stories many at a
///       time. An arborescence in which a merge would descend from itself is found again without the link behind that.
/// Cost  a few arborescences a merge.
[[nodiscard]] ChosenMerges choose_merges(
  std::vector<std::vector<double>> const& single, std::vector<std::vector<MergeOption>> const& options
);

}  // namespace stemma
