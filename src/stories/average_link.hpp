// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stories/neighbours.hpp"

namespace stemma {

/// Texts that belong together; each sorted, the clusters sorted by their first text.
using Clusters = std::vector<std::vector<std::uint32_t>>;

/// Two clusters and how alike they are on average.
struct ClusterLikeness {
  std::uint32_t left = 0;  ///< left < right: indices into Clusters.
  std::uint32_t right = 0;
  double similarity = 0;
};

struct Linked {
  Clusters clusters;
  std::vector<ClusterLikeness> apart;  ///< Clusters that are alike at all but were not joined, sorted by (left, right).
};

/// AverageLink: here are texts and the pairs that are alike, which belong together?
///
/// In    `texts` texts, alike pairs, which are used up, pairs that are together from the start, and a threshold above 0.
/// Out   clusters whose average similarity between the parts of every join was at least the threshold.
///       Pairs not listed count as similarity 0: one bridge between two stories does not join them.
/// How   greedy agglomeration, the most alike pair first; ties by the lowest text.
/// Cost  pairs × log pairs, times the joins that touch them.
[[nodiscard]] Linked link_by_average(
  std::size_t texts, std::vector<Likeness> alike, std::span<Likeness const> together, double threshold
);

}  // namespace stemma
