// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "trees/draft.hpp"
#include "trees/merge_search.hpp"
#include "trees/parent_scores.hpp"

namespace stemma {

/// A draft and the weights it was found with.
struct FoundDraft {
  Draft draft;
  std::vector<std::vector<double>> single;  ///< [child][parent]: that parent alone.
  std::vector<MergeOption> merges;          ///< The merges of the draft, sorted by child.
};

/// StemmaSearch: here is how well each telling explains each other, which stemma explains all of them best?
///
/// In    scores of one story; their descendants are set to those of the draft found.
/// Out   the draft of greatest weight that was found, and the weights.
/// How   the best arborescence; merges taken in while the whole gets better; each lineage turned to its best root;
///       then again with what descendants attest left out, until nothing changes.
/// Cost  a few arborescences a merge.
[[nodiscard]] FoundDraft find_best_draft(ParentScores& scores);

/// Weight of a lineage's links under the draft, whose descendants must be set in `scores`.
[[nodiscard]] double weight_of(Descent const& lineage, Draft const& draft, ParentScores const& scores);

}  // namespace stemma
