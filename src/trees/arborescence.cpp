// SPDX-License-Identifier: Apache-2.0
#include "trees/arborescence.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kNoCycle = static_cast<std::uint32_t>(-1);

}  // namespace

/// The graph after some contractions. Edges keep the index of the edge of the level below that they stand for.
struct ArborescenceFinder::Level {
  std::size_t nodes = 0;
  std::uint32_t root = 0;
  std::vector<WeightedEdge> edges;
  std::vector<std::size_t> below;         ///< Per edge: its index in the level below.
  std::vector<std::size_t> best;          ///< Per node: the index of its best edge here.
  std::vector<double> best_weights;       ///< Per node: what that weighs.
  std::vector<std::uint32_t> renamed;     ///< Per node: its name in the level above.
  std::vector<std::uint8_t> is_in_cycle;  ///< Per node.
  std::vector<std::uint32_t> walk;        ///< Per node: from where the walk that first came by started.

  void choose_best();
  [[nodiscard]] std::size_t rename_cycles(bool& found);
  void contract(std::size_t names, Level& above) const;
  void expand(Level const& above, std::vector<std::size_t>& chosen) const;
};

void ArborescenceFinder::Level::choose_best() {
  best.assign(nodes, kNoEdge);
  best_weights.assign(nodes, 0);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    WeightedEdge const& edge = edges[e];
    if (edge.to == root || edge.from == edge.to) {
      continue;
    }
    if (best[edge.to] == kNoEdge || best_weights[edge.to] < edge.weight) {
      best[edge.to] = e;
      best_weights[edge.to] = edge.weight;
    }
  }
}

/// Gives every cycle of best edges, and every other node, a name of its own. Returns the number of names.
std::size_t ArborescenceFinder::Level::rename_cycles(bool& found) {
  walk.assign(nodes, kNoCycle);
  renamed.assign(nodes, kNoCycle);
  is_in_cycle.assign(nodes, 0);
  std::uint32_t names = 0;
  found = false;
  for (std::uint32_t start = 0; start < nodes; ++start) {
    std::uint32_t node = start;
    while (node != root && walk[node] == kNoCycle) {
      walk[node] = start;
      STEMMA_ASSERT(best[node] != kNoEdge, "every node can be reached from the root");
      node = edges[best[node]].from;
    }
    if (node == root || walk[node] != start || renamed[node] != kNoCycle) {
      continue;
    }
    for (auto member = node; renamed[member] == kNoCycle; member = edges[best[member]].from) {
      renamed[member] = names;
      is_in_cycle[member] = 1;
    }
    ++names;
    found = true;
  }
  for (auto& name : renamed) {
    if (name == kNoCycle) {
      name = names++;
    }
  }
  return names;
}

void ArborescenceFinder::Level::contract(std::size_t names, Level& above) const {
  above.nodes = names;
  above.root = renamed[root];
  above.edges.resize(edges.size());
  above.below.resize(edges.size());
  std::size_t kept = 0;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    WeightedEdge const& edge = edges[e];
    auto const from = renamed[edge.from];
    auto const to = renamed[edge.to];
    double const weight = is_in_cycle[edge.to] != 0 ? edge.weight - best_weights[edge.to] : edge.weight;
    above.edges[kept] = {from, to, weight};
    above.below[kept] = e;
    kept += from == to ? 0 : 1;
  }
  above.edges.resize(kept);
  above.below.resize(kept);
}

/// What the edges chosen above mean in this level: each cycle keeps its edges but the one where it is entered.
void ArborescenceFinder::Level::expand(Level const& above, std::vector<std::size_t>& chosen) const {
  auto const chosen_above = chosen;
  chosen = best;
  for (auto const edge : chosen_above) {
    if (edge != kNoEdge) {
      auto const here = above.below[edge];
      chosen[edges[here].to] = here;
    }
  }
}

ArborescenceFinder::ArborescenceFinder() = default;
ArborescenceFinder::~ArborescenceFinder() = default;

std::vector<std::size_t> const& ArborescenceFinder::best(
  std::size_t nodes, std::uint32_t root, std::span<WeightedEdge const> edges
) {
  std::size_t top = 0;
  levels_.resize(std::max<std::size_t>(levels_.size(), 1));
  levels_[0].nodes = nodes;
  levels_[0].root = root;
  levels_[0].edges.assign(edges.begin(), edges.end());
  while (true) {
    levels_[top].choose_best();
    bool found = false;
    auto const names = levels_[top].rename_cycles(found);
    if (!found) {
      break;
    }
    levels_.resize(std::max(levels_.size(), top + 2));
    levels_[top].contract(names, levels_[top + 1]);
    ++top;
  }
  chosen_ = levels_[top].best;
  for (std::size_t i = top; i > 0; --i) {
    levels_[i - 1].expand(levels_[i], chosen_);
  }
  return chosen_;
}

}  // namespace stemma
