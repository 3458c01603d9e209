// SPDX-License-Identifier: Apache-2.0
#include "facts/date_grammar.hpp"

#include <gtest/gtest.h>

#include "tests/facts/read_story.hpp"

namespace stemma {
namespace {

using testing::ReadStory;
using Keys = std::vector<std::string>;

Keys dates(std::string text) {
  return ReadStory{{std::move(text)}}.keys(MentionKind::Date);
}

std::string key(std::string text) {
  auto const all = ReadStory{{std::move(text)}}.all(MentionKind::Date);
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? "" : all.front().key;
}

TEST(DateGrammar, gives_one_day_one_key) {
  auto const april = key("It broke on April 14.");
  EXPECT_EQ(april, "04-14");
  EXPECT_EQ(key("It broke on 14 April."), april);
  EXPECT_EQ(key("It broke on Apr. 14."), april);
  EXPECT_EQ(key("It broke on the 14th of April."), april);
  EXPECT_EQ(key("It broke on Tuesday, April 14."), april);
  EXPECT_EQ(key("It broke on April 14, 2026."), "2026-04-14");
  EXPECT_EQ(key("It broke on 2026-04-14."), "2026-04-14");
}

TEST(DateGrammar, gives_one_clock_time_one_key) {
  EXPECT_EQ(key("It broke at 3:40 a.m. and grew."), "03:40");
  EXPECT_EQ(key("It broke at 03:40 and grew."), "03:40");
  EXPECT_EQ(key("It closed at 9:15 p.m. in the end."), "21:15");
  EXPECT_EQ(key("It closed at 21:15 in the end."), "21:15");
  EXPECT_EQ(key("They drove by at 5:20pm, as ever."), "17:20");
  EXPECT_EQ(key("The mass is at noon, they say."), "12:00");
  EXPECT_EQ(key("It opened at 12 a.m. again."), "00:00");
}

TEST(DateGrammar, takes_the_year_from_publication) {
  ReadStory const story{{"It broke on April 14."}, UtcTime{std::chrono::sys_days{std::chrono::year{2026} / 4 / 16}}};
  EXPECT_EQ(story.all(MentionKind::Date).front().key, "2026-04-14");
}

TEST(DateGrammar, takes_the_weekday_from_the_other_tellings) {
  ReadStory const story{{"It broke on Tuesday, April 14.", "It broke on Tuesday and was closed on Wednesday."}};
  EXPECT_EQ(story.keys(MentionKind::Date, 1), (Keys{"Tuesday=04-14", "Wednesday=04-15"}));
}

TEST(DateGrammar, takes_a_lone_weekday_as_the_nearest_past_one) {
  ReadStory const story{{"It broke on Tuesday."}, UtcTime{std::chrono::sys_days{std::chrono::year{2026} / 4 / 16}}};
  EXPECT_EQ(story.all(MentionKind::Date).front().key, "2026-04-14");
}

TEST(DateGrammar, tells_months_from_verbs) {
  EXPECT_EQ(dates("Water may have crept in and they march on."), Keys{});
  EXPECT_EQ(dates("It was published in May 2026."), Keys{"May 2026=2026-05"});
}

TEST(DateGrammar, tells_years_from_counts) {
  EXPECT_EQ(dates("It was built in 1966."), Keys{"1966=1966"});
  EXPECT_EQ(dates("They moved 1966 people."), Keys{});
}

TEST(DateGrammar, keeps_relative_dates) {
  EXPECT_EQ(dates("They met last week and yesterday."), (Keys{"last week=last week", "yesterday=yesterday"}));
}

TEST(DateGrammar, passes_over_impossible_dates) {
  EXPECT_EQ(dates("Room 45:99 and 2026-13-40."), Keys{});
  EXPECT_EQ(key("On February 31 it broke."), "02-31");
}

}  // namespace
}  // namespace stemma
