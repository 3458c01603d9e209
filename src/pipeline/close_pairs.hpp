// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "base/telling.hpp"

namespace stemma {

/// Up to this many tellings, every pair of a story is aligned.
constexpr std::size_t kAllPairsTellings = 256;

/// In a larger story each telling is aligned with this many that are nearest to it, so that time and memory grow with
/// the tellings and not with their square.
constexpr std::size_t kNearestTellings = 48;

/// The pairs of a story that are worth aligning, left < right, sorted.
///
/// How   all of them in a story of up to `kAllPairsTellings`; else the nearest by the rarity of the words they share.
/// Cost  postings of the story's weighty words; a word that more than a quarter of the tellings have tells nothing and is passed over.
[[nodiscard]] std::vector<std::pair<WitnessIndex, WitnessIndex>> close_pairs(StoryTellings const& story);

}  // namespace stemma
