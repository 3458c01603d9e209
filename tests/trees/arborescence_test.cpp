// SPDX-License-Identifier: Apache-2.0
#include "trees/arborescence.hpp"

#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "reference/arborescence.hpp"

namespace stemma {

namespace {

double weight_of(std::span<WeightedEdge const> edges, std::span<std::size_t const> chosen) {
  double sum = 0;
  for (auto const edge : chosen) {
    sum += edge == kNoEdge ? 0 : edges[edge].weight;
  }
  return sum;
}

std::vector<std::vector<double>> as_table(std::size_t nodes, std::span<WeightedEdge const> edges) {
  std::vector<std::vector<double>> table(nodes, std::vector<double>(nodes, -std::numeric_limits<double>::infinity()));
  for (WeightedEdge const& edge : edges) {
    table[edge.from][edge.to] = edge.weight;
  }
  return table;
}

bool is_tree(std::span<WeightedEdge const> edges, std::span<std::size_t const> chosen) {
  std::vector<std::size_t> parents(chosen.size(), 0);
  for (std::size_t node = 1; node < chosen.size(); ++node) {
    if (chosen[node] == kNoEdge || edges[chosen[node]].to != node) {
      return false;
    }
    parents[node] = edges[chosen[node]].from;
  }
  return reference::is_tree(parents);
}

TEST(Arborescence, breaks_a_cycle_where_it_costs_least) {
  // 1 and 2 would rather hang on each other than on the root 0.
  std::vector<WeightedEdge> const edges{{0, 1, 1}, {0, 2, 2}, {1, 2, 9}, {2, 1, 9}};
  auto const chosen = ArborescenceFinder{}.best(3, 0, edges);
  EXPECT_EQ(chosen, (std::vector<std::size_t>{kNoEdge, 3, 1}));
}

TEST(Arborescence, takes_the_first_of_equal_edges) {
  std::vector<WeightedEdge> const edges{{0, 1, 1}, {0, 2, 1}, {1, 2, 1}};
  EXPECT_EQ(ArborescenceFinder{}.best(3, 0, edges), (std::vector<std::size_t>{kNoEdge, 0, 1}));
}

TEST(Arborescence, agrees_with_trying_every_tree) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random{seed};
    std::uint32_t const nodes = 2 + seed % 5;
    std::vector<WeightedEdge> edges;
    for (std::uint32_t from = 0; from < nodes; ++from) {
      for (std::uint32_t to = 1; to < nodes; ++to) {
        if (from != to && (from == 0 || random() % 4 != 0)) {
          edges.push_back({from, to, static_cast<double>(static_cast<int>(random() % 2000) - 1000)});
        }
      }
    }
    auto const chosen = ArborescenceFinder{}.best(nodes, 0, edges);
    ASSERT_TRUE(is_tree(edges, chosen)) << "seed " << seed;
    EXPECT_DOUBLE_EQ(weight_of(edges, chosen), reference::best_weight(as_table(nodes, edges))) << "seed " << seed;
  }
}

TEST(Arborescence, opens_cycles_inside_cycles) {
  std::vector<WeightedEdge> const edges{{0, 1, -9}, {1, 2, 5}, {2, 1, 5},  {2, 3, 4},   {3, 4, 6},
                                        {4, 3, 6},  {4, 1, 4}, {0, 4, -8}, {0, 2, -20}, {0, 3, -20}};
  auto const chosen = ArborescenceFinder{}.best(5, 0, edges);
  ASSERT_TRUE(is_tree(edges, chosen));
  EXPECT_DOUBLE_EQ(weight_of(edges, chosen), reference::best_weight(as_table(5, edges)));
}

}  // namespace

}  // namespace stemma
