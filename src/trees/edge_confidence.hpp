// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "trees/stemma_search.hpp"

namespace stemma {

/// How sure one link of a draft is.
struct LinkConfidence {
  double parent = 0;                      ///< Probability that these two are linked and no other was meant.
  double direction = 0;                   ///< Probability that it runs this way, given that they are linked.
  std::optional<WitnessIndex> runner_up;  ///< The best parent not chosen.
  double runner_up_confidence = 0;
};

/// EdgeConfidence: the search says who copied whom; how sure is that?
///
/// In    a found draft and its scores (descendants set to it).
/// Out   for each witness and each of its parents, in the draft's order, a confidence.
/// How   the weight of the parent beside that of all others it could hang on; the weight of the lineage beside its weights
///       when turned to its other members. Weights are tempered: traits do not come independently.
/// Cost  n² weighings, and members² for each lineage.
[[nodiscard]] std::vector<std::vector<LinkConfidence>> judge_links(FoundDraft const& found, ParentScores& scores);

}  // namespace stemma
