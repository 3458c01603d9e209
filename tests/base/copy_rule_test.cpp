// SPDX-License-Identifier: Apache-2.0
#include "base/copy_rule.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace stemma {
namespace {

/// Figures such as two texts can have: what is fresh is never more than what is shared.
CopyPair made_pair(std::mt19937& random) {
  auto const share = [&] { return std::uniform_real_distribution<>{0, 1}(random); };
  auto const count = [&](std::uint32_t most) { return std::uniform_int_distribution<std::uint32_t>{0, most}(random); };
  CopyPair pair;
  pair.containment_left = share();
  pair.containment_right = share();
  pair.resemblance = share() * std::min(pair.containment_left, pair.containment_right);
  pair.longest_run_words = count(50);
  pair.longest_fresh_run_words = count(pair.longest_run_words);
  pair.third_run_words = count(pair.longest_run_words);
  pair.eighth_run_words = count(pair.third_run_words);
  pair.fresh_share = share();
  pair.fresh_containment = share() * std::max(pair.containment_left, pair.containment_right);
  pair.fresh_shingles = count(100);
  return pair;
}

TEST(CopyRule, what_cannot_be_a_copy_with_all_its_boilerplate_is_none_without) {
  std::mt19937 random{11};
  auto copies = 0;
  auto refused = 0;
  for (auto i = 0; i < 50'000; ++i) {
    auto const pair = made_pair(random);
    for (auto const& rule : {CopyRule{}, CopyRule{0.5, 0.3, 40, 20, 14}, CopyRule{0.9, 1, 60, 20, 14}}) {
      copies += is_copy(pair, rule) ? 1 : 0;
      refused += may_be_copy(pair, rule) ? 0 : 1;
      ASSERT_TRUE(may_be_copy(pair, rule) || !is_copy(pair, rule));
    }
  }
  EXPECT_GT(copies, 1000);
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace stemma
