// SPDX-License-Identifier: Apache-2.0
#include "trees/arborescence.hpp"

#include <utility>

#include "base/assert.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kNoCycle = static_cast<std::uint32_t>(-1);

/// The graph after some contractions. Edges keep the index of the edge of the level below that they stand for.
struct Level {
  std::size_t nodes = 0;
  std::uint32_t root = 0;
  std::vector<WeightedEdge> edges;
  std::vector<std::size_t> below;      ///< Per edge: its index in the level below.
  std::vector<std::size_t> best;       ///< Per node: the index of its best edge here.
  std::vector<std::uint32_t> renamed;  ///< Per node: its name in the level above.
  std::vector<bool> is_in_cycle;       ///< Per node.
};

void choose_best(Level& level) {
  level.best.assign(level.nodes, kNoEdge);
  for (std::size_t e = 0; e < level.edges.size(); ++e) {
    WeightedEdge const& edge = level.edges[e];
    if (edge.to == level.root || edge.from == edge.to) {
      continue;
    }
    auto& best = level.best[edge.to];
    if (best == kNoEdge || level.edges[best].weight < edge.weight) {
      best = e;
    }
  }
}

/// Gives every cycle of best edges, and every other node, a name of its own. Returns the number of names.
std::size_t rename_cycles(Level& level, bool& found) {
  std::vector<std::uint32_t> walk(level.nodes, kNoCycle);
  level.renamed.assign(level.nodes, kNoCycle);
  level.is_in_cycle.assign(level.nodes, false);
  std::uint32_t names = 0;
  found = false;
  for (std::uint32_t start = 0; start < level.nodes; ++start) {
    std::uint32_t node = start;
    while (node != level.root && walk[node] == kNoCycle) {
      walk[node] = start;
      STEMMA_ASSERT(level.best[node] != kNoEdge, "every node can be reached from the root");
      node = level.edges[level.best[node]].from;
    }
    if (node == level.root || walk[node] != start || level.renamed[node] != kNoCycle) {
      continue;
    }
    for (auto member = node; level.renamed[member] == kNoCycle; member = level.edges[level.best[member]].from) {
      level.renamed[member] = names;
      level.is_in_cycle[member] = true;
    }
    ++names;
    found = true;
  }
  for (auto& name : level.renamed) {
    if (name == kNoCycle) {
      name = names++;
    }
  }
  return names;
}

Level contract(Level const& level, std::size_t names) {
  Level above;
  above.nodes = names;
  above.root = level.renamed[level.root];
  for (std::size_t e = 0; e < level.edges.size(); ++e) {
    WeightedEdge edge = level.edges[e];
    auto const from = level.renamed[edge.from];
    auto const to = level.renamed[edge.to];
    if (from == to) {
      continue;
    }
    if (level.is_in_cycle[edge.to]) {
      edge.weight -= level.edges[level.best[edge.to]].weight;
    }
    above.edges.push_back({from, to, edge.weight});
    above.below.push_back(e);
  }
  return above;
}

/// What the edges chosen above mean in this level: each cycle keeps its edges but the one where it is entered.
std::vector<std::size_t> expand(Level const& level, Level const& above, std::span<std::size_t const> chosen_above) {
  auto chosen = level.best;
  for (auto const edge : chosen_above) {
    if (edge != kNoEdge) {
      auto const here = above.below[edge];
      chosen[level.edges[here].to] = here;
    }
  }
  return chosen;
}

}  // namespace

std::vector<std::size_t> best_arborescence(std::size_t nodes, std::uint32_t root, std::span<WeightedEdge const> edges) {
  std::vector<Level> levels(1);
  levels[0].nodes = nodes;
  levels[0].root = root;
  levels[0].edges.assign(edges.begin(), edges.end());
  while (true) {
    choose_best(levels.back());
    bool found = false;
    auto const names = rename_cycles(levels.back(), found);
    if (!found) {
      break;
    }
    auto above = contract(levels.back(), names);
    levels.push_back(std::move(above));
  }
  auto chosen = levels.back().best;
  for (std::size_t i = levels.size() - 1; i > 0; --i) {
    chosen = expand(levels[i - 1], levels[i], chosen);
  }
  return chosen;
}

}  // namespace stemma
