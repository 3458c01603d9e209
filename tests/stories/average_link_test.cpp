// SPDX-License-Identifier: Apache-2.0
#include "stories/average_link.hpp"

#include <random>

#include <gtest/gtest.h>

#include "reference/average_link.hpp"

namespace stemma {

namespace {

std::vector<Likeness> random_pairs(std::uint32_t texts, unsigned seed) {
  std::mt19937 random{seed};
  std::vector<Likeness> pairs;
  for (std::uint32_t left = 0; left < texts; ++left) {
    for (std::uint32_t right = left + 1; right < texts; ++right) {
      if (random() % 2 == 0) {
        pairs.push_back({left, right, static_cast<double>(random() % 100000) / 100000});
      }
    }
  }
  return pairs;
}

std::vector<std::vector<double>> as_table(std::uint32_t texts, std::vector<Likeness> const& pairs) {
  std::vector<std::vector<double>> table(texts, std::vector<double>(texts, 0));
  for (Likeness const& pair : pairs) {
    table[pair.left][pair.right] = pair.similarity;
    table[pair.right][pair.left] = pair.similarity;
  }
  return table;
}

TEST(AverageLink, joins_what_is_alike_and_keeps_apart_what_is_not) {
  std::vector<Likeness> const pairs{{0, 1, 0.9}, {2, 3, 0.8}, {1, 2, 0.1}};
  auto const linked = link_by_average(5, pairs, {}, 0.5);
  EXPECT_EQ(linked.clusters, (Clusters{{0, 1}, {2, 3}, {4}}));
  ASSERT_EQ(linked.apart.size(), 1U);
  EXPECT_NEAR(linked.apart[0].similarity, 0.1 / 4, 1e-12);
}

TEST(AverageLink, does_not_join_two_stories_over_one_bridge) {
  std::vector<Likeness> const pairs{{0, 1, 0.9}, {2, 3, 0.9}, {1, 2, 0.6}};
  EXPECT_EQ(link_by_average(4, pairs, {}, 0.2).clusters, (Clusters{{0, 1}, {2, 3}}));
}

TEST(AverageLink, keeps_together_what_is_together_from_the_start) {
  std::vector<Likeness> const together{{0, 2, 1.0}, {2, 3, 1.0}};
  EXPECT_EQ(link_by_average(4, {}, together, 0.5).clusters, (Clusters{{0, 2, 3}, {1}}));
}

TEST(AverageLink, agrees_with_the_slow_way) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::uint32_t const texts = 2 + seed % 14;
    auto const pairs = random_pairs(texts, seed);
    for (double const threshold : {0.1, 0.3, 0.6}) {
      EXPECT_EQ(
        link_by_average(texts, pairs, {}, threshold).clusters,
        reference::link_by_average(as_table(texts, pairs), threshold)
      ) << "seed "
        << seed << ", threshold " << threshold;
    }
  }
}

}  // namespace

}  // namespace stemma
