// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma {

/// `to` may hang on `from`.
struct WeightedEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 0;
};

inline constexpr std::size_t kNoEdge = static_cast<std::size_t>(-1);

/// Arborescence: every node may hang on several others, which tree from the root is the best?
///
/// In    nodes 0 … nodes-1, a root among them, edges; every node can be reached from the root.
/// Out   for every node the index of the edge it hangs on, of greatest total weight; for the root `kNoEdge`.
///       Of equal edges the first in the list.
/// How   Chu-Liu (1965), Edmonds (1967), all cycles of a level contracted at once, without recursion.
/// Cost  edges × levels of contraction, rarely more than a few; what is written down on the way is kept as room for the next question.
class ArborescenceFinder {
 public:
  ArborescenceFinder();
  ArborescenceFinder(ArborescenceFinder const&) = delete;
  ArborescenceFinder& operator=(ArborescenceFinder const&) = delete;
  ~ArborescenceFinder();

  /// Holds until it is asked again.
  [[nodiscard]] std::vector<std::size_t> const& best(
    std::size_t nodes, std::uint32_t root, std::span<WeightedEdge const> edges
  );

 private:
  struct Level;

  std::vector<Level> levels_;
  std::vector<std::size_t> chosen_;
};

}  // namespace stemma
