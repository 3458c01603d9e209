// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "trees/parent_scores.hpp"

namespace stemma {

/// A witness as a merge of two others, and what that weighs in a stemma (the dearness of a second parent taken off).
struct MergeOption {
  WitnessIndex child = 0;
  Parents parents;
  double weight = 0;
};

/// Merges: whom can one parent not explain?
///
/// In    scores, and for each child and parent the weight of that parent alone (`single[child][parent]`).
/// Out   for each child the few best pairs of parents that explain it better than any parent alone, best first.
/// How   the best single parents, each with every second parent, where what the first leaves open can pay for it.
/// Cost  n² weighings at worst, times the few first parents tried.
[[nodiscard]] std::vector<std::vector<MergeOption>> find_merge_options(
  ParentScores const& scores, std::vector<std::vector<double>> const& single
);

}  // namespace stemma
