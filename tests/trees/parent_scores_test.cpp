// SPDX-License-Identifier: Apache-2.0
#include "trees/parent_scores.hpp"

#include <gtest/gtest.h>

#include "tests/trees/small_story.hpp"

namespace stemma {

namespace {

using testing::altered;
using testing::kAgencyReport;
using testing::kOwnReport;
using testing::SmallStory;

UnitScores no_units(std::size_t witnesses) {
  return {witnesses, {}, {}};
}

Parents only(WitnessIndex parent) {
  return {parent, parent};
}

TEST(ParentScores, copying_weighs_for_a_parent_and_own_work_against_one) {
  SmallStory story;
  auto const agency = story.tell(kAgencyReport);
  auto const copy = story.tell(altered(kAgencyReport, "1,270", "1,720"));
  auto const own = story.tell(kOwnReport);
  auto const traits = read_traits(story.story());
  ParentScores const scores{story.story(), traits, Clocks::Used, no_units(traits.size())};
  EXPECT_GT(scores.weigh(copy, only(agency)).total(), 20);
  EXPECT_LT(scores.weigh(own, only(agency)).total(), 0);
  EXPECT_LT(scores.weigh(agency, only(own)).total(), 0);
}

TEST(ParentScores, a_reading_that_a_stranger_confirms_is_dearer_to_regain_than_a_new_one) {
  SmallStory story;
  auto const garbled = story.tell(altered(kAgencyReport, "Tamsel", "Tansel"));
  auto const right = story.tell(kAgencyReport);
  story.tell(kOwnReport);
  auto const traits = read_traits(story.story());
  ParentScores const scores{story.story(), traits, Clocks::Used, no_units(traits.size())};
  EXPECT_GT(scores.weigh(garbled, only(right)).facts, scores.weigh(right, only(garbled)).facts);
}

TEST(ParentScores, descendants_confirm_nothing) {
  SmallStory story;
  auto const garbled = story.tell(altered(kAgencyReport, "Tamsel", "Korvin"));
  auto const right = story.tell(kAgencyReport);
  auto const below = story.tell(altered(kAgencyReport, "19 ", "29 "));
  auto const traits = read_traits(story.story());
  ParentScores scores{story.story(), traits, Clocks::Used, no_units(traits.size())};
  double const before = scores.weigh(right, only(garbled)).total();
  Draft draft{{{}, {}, {}}};
  draft.parents[below] = {right};
  scores.set_draft(draft);
  EXPECT_GT(scores.weigh(right, only(garbled)).total(), before);
}

TEST(ParentScores, a_wrong_clock_costs_more_the_further_off_it_is) {
  SmallStory story;
  auto const early = story.tell(kAgencyReport, 10);
  auto const hour_before = story.tell(altered(kAgencyReport, "86", "68"), 9);
  auto const days_before = story.tell(altered(kAgencyReport, "86", "96"), -60);
  auto const traits = read_traits(story.story());
  ParentScores const scores{story.story(), traits, Clocks::Used, no_units(traits.size())};
  EXPECT_LT(scores.weigh(hour_before, only(early)).time, 0);
  EXPECT_LT(scores.weigh(days_before, only(early)).time, scores.weigh(hour_before, only(early)).time);
  EXPECT_EQ(scores.weigh(early, only(hour_before)).time, 0);
  ParentScores const blind{story.story(), traits, Clocks::Ignored, no_units(traits.size())};
  EXPECT_EQ(blind.weigh(days_before, only(early)).time, 0);
}

TEST(ParentScores, the_order_of_two_parents_does_not_matter) {
  SmallStory story;
  auto const agency = story.tell(kAgencyReport);
  auto const own = story.tell(kOwnReport);
  auto const merged = story.tell(kAgencyReport.substr(0, 700) + kOwnReport.substr(300));
  auto const traits = read_traits(story.story());
  ParentScores const scores{story.story(), traits, Clocks::Used, no_units(traits.size())};
  EXPECT_DOUBLE_EQ(scores.weigh(merged, {agency, own}).total(), scores.weigh(merged, {own, agency}).total());
  EXPECT_GT(scores.weigh(merged, {agency, own}).total(), scores.weigh(merged, only(agency)).total());
  EXPECT_LE(scores.weigh(merged, {agency, own}).total(), scores.best_case(merged, {agency, own}));
}

TEST(ParentScores, a_merge_is_weighed_as_any_two_parents_unless_it_is_out_of_reach) {
  SmallStory story;
  story.tell(kAgencyReport, 4);
  story.tell(altered(kAgencyReport, "1,270", "1,720"), 5);
  story.tell(kOwnReport, 6);
  story.tell(altered(kOwnReport, "86", "68"), 7);
  story.tell(kAgencyReport.substr(0, 700) + kOwnReport.substr(300), 9);
  auto const traits = read_traits(story.story());
  ParentScores const scores{story.story(), traits, Clocks::Used, no_units(traits.size())};
  for (WitnessIndex child = 0; child < traits.size(); ++child) {
    ChildInEither in_either{traits, child};
    for (WitnessIndex first = 0; first < traits.size(); ++first) {
      for (WitnessIndex second = first + 1; second < traits.size(); ++second) {
        if (first == child || second == child) {
          continue;
        }
        double const expected = scores.weigh(child, {first, second}).total();
        auto const in_reach = scores.weigh_merge(child, {first, second}, expected, in_either);
        ASSERT_TRUE(in_reach);
        EXPECT_EQ(in_reach->total(), expected);
        EXPECT_FALSE(scores.weigh_merge(child, {first, second}, expected + 1000, in_either));
      }
    }
  }
}

}  // namespace

}  // namespace stemma
