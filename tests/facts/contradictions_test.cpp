// SPDX-License-Identifier: Apache-2.0
#include "facts/contradictions.hpp"

#include <gtest/gtest.h>

#include "tests/facts/read_story.hpp"

namespace stemma {
namespace {

using testing::ReadStory;
using namespace std::chrono;

/// "first / second: reason" of each contradiction of one text, published on 16 April 2026.
std::vector<std::string> contradictions(std::string text) {
  ReadStory const story{{std::move(text)}, UtcTime{sys_days{2026y / April / 16}}};
  std::vector<std::string> out;
  for (SelfContradiction const& found : story.facts()[0].contradictions) {
    out.push_back(story.text(0, found.first) + " / " + story.text(0, found.second) + ": " + found.reason);
  }
  return out;
}

using Found = std::vector<std::string>;

TEST(Contradictions, finds_a_weekday_that_the_calendar_forbids) {
  EXPECT_EQ(contradictions("The levee broke on Tuesday, April 14, 2026, at dawn."), Found{});
  EXPECT_EQ(
    contradictions("The levee broke on Tuesday, April 15, 2026, at dawn."),
    Found{"Tuesday / April 15, 2026: that day was a Wednesday in 2026"}
  );
  // Without a year, the year is that of publication.
  EXPECT_EQ(
    contradictions("The levee broke on Tuesday, April 15, at dawn."),
    Found{"Tuesday / April 15: that day was a Wednesday in 2026"}
  );
}

TEST(Contradictions, finds_a_total_that_is_not_the_sum_of_its_parts) {
  EXPECT_EQ(contradictions("They took in 12 people: five men, four women and three children."), Found{});
  EXPECT_EQ(
    contradictions("They took in 12 people: five men, four women and two children."),
    Found{"12 / five men, four women and two: the parts add up to 11"}
  );
  EXPECT_EQ(contradictions("They took in about 12 people: five men, four women and two children."), Found{});
  EXPECT_EQ(contradictions("They took in 12 people, among them five men and two children."), Found{});
}

TEST(Contradictions, finds_a_stretch_of_time_that_its_dates_forbid) {
  EXPECT_EQ(contradictions("The bank was closed for four years, from 2015 to 2019."), Found{});
  EXPECT_EQ(
    contradictions("The bank was closed for seven years, from 2015 to 2019."),
    Found{"seven / 2015 to 2019: these dates are 4 years apart"}
  );
  EXPECT_EQ(contradictions("It has stood empty for 2.5 years since 2011.").size(), 1U);
  EXPECT_EQ(contradictions("It has stood empty for about 15 years since 2011."), Found{});
}

TEST(Contradictions, bears_texts_without_an_end) {
  EXPECT_EQ(contradictions("12 people:"), Found{});
  EXPECT_EQ(contradictions("since 2011"), Found{});
  EXPECT_EQ(contradictions(""), Found{});
}

}  // namespace
}  // namespace stemma
