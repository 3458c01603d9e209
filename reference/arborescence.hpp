// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "trees/arborescence.hpp"

namespace stemma::reference {

/// Whether every node reaches the root by its chosen edge.
inline bool is_tree(std::size_t nodes, std::uint32_t root, std::span<WeightedEdge const> edges,
                    std::span<std::size_t const> chosen) {
  for (std::uint32_t node = 0; node < nodes; ++node) {
    std::uint32_t at = node;
    for (std::size_t steps = 0; at != root; ++steps) {
      if (steps > nodes || chosen[at] == kNoEdge || edges[chosen[at]].to != at) {
        return false;
      }
      at = edges[chosen[at]].from;
    }
  }
  return true;
}

/// The greatest weight of a tree from the root, the slow and obvious way: try every choice of one edge per node.
inline double best_weight(std::size_t nodes, std::uint32_t root, std::span<WeightedEdge const> edges) {
  std::vector<std::vector<std::size_t>> into(nodes);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    into[edges[e].to].push_back(e);
  }
  into[root] = {kNoEdge};
  std::vector<std::size_t> turn(nodes, 0);
  double best = -std::numeric_limits<double>::infinity();
  while (true) {
    std::vector<std::size_t> chosen(nodes);
    double weight = 0;
    for (std::size_t node = 0; node < nodes; ++node) {
      chosen[node] = into[node][turn[node]];
      weight += chosen[node] == kNoEdge ? 0 : edges[chosen[node]].weight;
    }
    if (weight > best && is_tree(nodes, root, edges, chosen)) {
      best = weight;
    }
    std::size_t node = 0;
    while (node < nodes && ++turn[node] == into[node].size()) {
      turn[node++] = 0;
    }
    if (node == nodes) {
      return best;
    }
  }
}

}  // namespace stemma::reference
