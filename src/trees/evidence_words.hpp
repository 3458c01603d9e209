// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "stemma/model.hpp"
#include "trees/parent_scores.hpp"

namespace stemma {

/// Why the child is thought to have this parent (of those it has), in words, weightiest first.
[[nodiscard]] std::vector<Evidence> explain_link(
  WitnessIndex child, WitnessIndex parent, ParentScores const& scores, StoryTellings const& story
);

/// Why the child is thought to go back to a source that no document holds: readings that its brothers lack.
[[nodiscard]] std::vector<Evidence> explain_lost(
  WitnessIndex child, std::span<WitnessIndex const> brothers, ParentScores const& scores, StoryTellings const& story
);

}  // namespace stemma
