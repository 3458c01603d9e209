// SPDX-License-Identifier: Apache-2.0
#include "trees/link_judge.hpp"

#include <gtest/gtest.h>

#include "tests/trees/small_story.hpp"

namespace stemma {

namespace {

using testing::altered;
using testing::kAgencyReport;
using testing::kOwnReport;
using testing::SmallStory;

Options options_with(Clocks clocks) {
  Options options;
  options.threads = 1;
  options.clocks = clocks;
  return options;
}

/// The agency, an independent report, a copy of the agency's with one alteration, and the same copy four hours later.
SmallStory small_story() {
  SmallStory story;
  auto const copy = altered(kAgencyReport, "1,270", "1,720");
  story.tell(kAgencyReport, 5);
  story.tell(kOwnReport, 8);
  story.tell(copy, 9);
  story.tell(copy, 13);
  return story;
}

TEST(LinkJudge, says_of_a_link_what_was_kept_and_how_long_it_took) {
  auto const story = small_story();
  StemmaFinder const found{{story.story(), {}, {}, {}}, options_with(Clocks::Used)};
  LinkJudge const judge{found};
  ASSERT_EQ(found.with_lost().draft.parents[2], std::vector<WitnessIndex>{0});
  auto const link = judge.link(2, 0);
  EXPECT_DOUBLE_EQ(link.hours, 4);
  EXPECT_TRUE(link.is_stamped);
  EXPECT_TRUE(link.is_of_root);
  EXPECT_FALSE(link.is_merge);
  EXPECT_GT(link.kept, 0.9);
  EXPECT_GT(link.given, 0.9);
  EXPECT_EQ(link.brothers, 0U);
  EXPECT_EQ(link.below, 0U);
  EXPECT_GT(link.weight, 0);
  EXPECT_GT(link.runs, 100U);
}

TEST(LinkJudge, describes_the_retellers_by_different_texts) {
  auto const story = small_story();
  StemmaFinder const found{{story.story(), {}, {}, {}}, options_with(Clocks::Used)};
  auto const retellers = LinkJudge{found}.retellers();
  EXPECT_EQ(retellers.tellings, 3U);
  EXPECT_DOUBLE_EQ(retellers.roots, 2.0 / 3);
  EXPECT_DOUBLE_EQ(retellers.sources, 1.0 / 3);
  EXPECT_DOUBLE_EQ(retellers.stamped, 1);
  EXPECT_DOUBLE_EQ(retellers.late, 0);
  EXPECT_GT(retellers.kept, 0.9);
}

TEST(LinkJudge, same_texts_are_so_many_hours_apart) {
  auto const story = small_story();
  StemmaFinder const found{{story.story(), {}, {}, {}}, options_with(Clocks::Used)};
  auto const same = LinkJudge{found}.same(found.texts()[2], 0);
  EXPECT_EQ(same.tellings, 2U);
  EXPECT_EQ(same.place, 1U);
  EXPECT_EQ(same.story, 4U);
  EXPECT_DOUBLE_EQ(same.hours, 4);
  EXPECT_TRUE(same.is_stamped);
}

TEST(LinkJudge, knows_no_hours_where_clocks_are_not_looked_at) {
  auto const story = small_story();
  StemmaFinder const found{{story.story(), {}, {}, {}}, options_with(Clocks::Ignored)};
  LinkJudge const judge{found};
  for (WitnessIndex child = 0; child < found.with_lost().draft.parents.size(); ++child) {
    for (std::size_t i = 0; i < found.with_lost().draft.parents[child].size(); ++i) {
      EXPECT_DOUBLE_EQ(judge.link(child, i).hours, 0);
      EXPECT_FALSE(judge.link(child, i).is_stamped);
    }
  }
  EXPECT_FALSE(judge.same(found.texts()[2], 0).is_stamped);
  EXPECT_DOUBLE_EQ(judge.retellers().stamped, 0);
}

}  // namespace

}  // namespace stemma
