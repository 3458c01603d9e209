// SPDX-License-Identifier: Apache-2.0
#include "trees/fact_order.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace stemma {

namespace {

/// Facts with the keys 0, 1, 2 … that stand at the given places.
std::vector<Trait> facts_at(std::vector<std::uint32_t> const& places) {
  std::vector<Trait> facts;
  for (std::size_t i = 0; i < places.size(); ++i) {
    facts.push_back({i, 1, places[i], false});
  }
  return facts;
}

TEST(FactOrder, the_same_order_speaks_for_a_link_and_the_reverse_against_it) {
  auto const told = facts_at({1, 5, 9, 12, 20, 31, 44, 57, 60, 71, 80, 93});
  auto turned = facts_at({93, 80, 71, 60, 57, 44, 31, 20, 12, 9, 5, 1});
  EXPECT_GT(weigh_order(told, told), 1);
  EXPECT_LT(weigh_order(told, turned), -4);
}

TEST(FactOrder, is_the_same_read_either_way) {
  auto const one = facts_at({3, 1, 7, 5, 9, 2});
  auto const other = facts_at({1, 2, 3, 9, 4, 7});
  EXPECT_DOUBLE_EQ(weigh_order(one, other), weigh_order(other, one));
}

TEST(FactOrder, counts_pairs_as_a_count_of_all_pairs_does) {
  std::vector<std::uint32_t> const places{8, 3, 17, 2, 40, 25, 6, 11, 30, 1, 19};
  std::size_t falling = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = i + 1; j < places.size(); ++j) {
      falling += places[j] < places[i] ? 1U : 0U;
    }
  }
  auto const count = static_cast<double>(places.size());
  double const tau = 1 - 4 * static_cast<double>(falling) / (count * (count - 1));
  EXPECT_NEAR(
    weigh_order(facts_at({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}), facts_at(places)),
    8 * (tau - 0.65) * count / (count + 10), 1e-12
  );
}

TEST(FactOrder, a_fact_or_two_and_small_numbers_say_little) {
  EXPECT_EQ(weigh_order(facts_at({5}), facts_at({9})), 0);
  EXPECT_EQ(weigh_order(facts_at({}), facts_at({})), 0);
  auto weak = facts_at({1, 2, 3, 4, 5, 6});
  for (Trait& fact : weak) {
    fact.weight = 0.3F;
  }
  EXPECT_EQ(weigh_order(weak, weak), 0);
}

}  // namespace

}  // namespace stemma
