// SPDX-License-Identifier: Apache-2.0
#include "trees/draft.hpp"

#include <gtest/gtest.h>

namespace stemma {

namespace {

// 0 → 1 → 2, 1 → 3; 4 alone; 5 made of 3 and 4; 6 hangs on 5.
Draft const kDraft{{{}, {0}, {1}, {1}, {}, {3, 4}, {5}}};

TEST(Draft, descendants_run_over_merges) {
  auto const descendants = descendants_of(kDraft);
  EXPECT_EQ(descendants[0].count(), 5U);
  EXPECT_TRUE(descendants[4].contains(6));
  EXPECT_FALSE(descendants[4].contains(3));
  EXPECT_EQ(descendants[2].count(), 0U);
}

TEST(Draft, finds_a_cycle_that_only_a_second_parent_closes) {
  EXPECT_FALSE(has_cycle(kDraft));
  Draft turned = kDraft;
  turned.parents[4] = {6};
  EXPECT_TRUE(has_cycle(turned));
}

TEST(Draft, a_lineage_ends_at_merges) {
  auto const lineages = lineages_of(kDraft);
  ASSERT_EQ(lineages.size(), 2U);
  EXPECT_EQ(lineages[0].members, (std::vector<WitnessIndex>{0, 1, 2, 3}));
  EXPECT_EQ(lineages[1].members, (std::vector<WitnessIndex>{4}));
}

TEST(Draft, turning_a_lineage_keeps_its_links) {
  auto const turned = rerooted(kDraft, lineages_of(kDraft)[0], 3);
  EXPECT_EQ(turned, (Draft{{{1}, {3}, {1}, {}, {}, {3, 4}, {5}}}));
}

}  // namespace

}  // namespace stemma
