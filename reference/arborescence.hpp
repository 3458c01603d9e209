// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace stemma::reference {

/// Whether every node reaches node 0 by its parents.
inline bool is_tree(std::vector<std::size_t> const& parents) {
  for (std::size_t node = 0; node < parents.size(); ++node) {
    std::size_t at = node;
    for (std::size_t steps = 0; at != 0; ++steps, at = parents[at]) {
      if (steps > parents.size()) {
        return false;
      }
    }
  }
  return true;
}

/// The greatest weight of a tree from node 0, the slow and obvious way: try every choice of a parent for every node.
/// `weight[from][to]` is minus infinity where there is no edge.
inline double best_weight(std::vector<std::vector<double>> const& weight) {
  auto const nodes = weight.size();
  std::vector<std::size_t> parents(nodes, 0);
  double best = -std::numeric_limits<double>::infinity();
  while (true) {
    double sum = 0;
    for (std::size_t node = 1; node < nodes; ++node) {
      sum += weight[parents[node]][node];
    }
    if (sum > best && is_tree(parents)) {
      best = sum;
    }
    std::size_t node = 1;
    while (node < nodes && ++parents[node] == nodes) {
      parents[node++] = 0;
    }
    if (node >= nodes) {
      return best;
    }
  }
}

}  // namespace stemma::reference
