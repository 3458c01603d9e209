// SPDX-License-Identifier: Apache-2.0
#include "facts/number_grammar.hpp"

#include <gtest/gtest.h>

#include "tests/facts/read_story.hpp"

namespace stemma {
namespace {

using testing::ReadStory;
using Keys = std::vector<std::string>;

Keys numbers(std::string text) {
  return ReadStory{{std::move(text)}}.keys(MentionKind::Number);
}

Mention only_number(std::string text) {
  auto const all = ReadStory{{std::move(text)}}.all(MentionKind::Number);
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? Mention{} : all.front();
}

TEST(NumberGrammar, reads_digits_with_separators) {
  EXPECT_EQ(numbers("They lost 1,900 hectares."), Keys{"1,900=1900 hectare"});
  EXPECT_EQ(numbers("It lies 2.5 kilometres upstream."), Keys{"2.5=2.5 km"});
}

TEST(NumberGrammar, reads_spelled_numbers) {
  EXPECT_EQ(numbers("There were forty minutes."), Keys{"forty=40 minute"});
  EXPECT_EQ(numbers("In all thirty-seven miners got out."), Keys{"thirty-seven=37 person"});
  EXPECT_EQ(numbers("It took two and a half hours."), Keys{"two and a half=2.5 hour"});
  EXPECT_EQ(numbers("It cost two hundred and five dollars."), Keys{"two hundred and five=205 usd"});
  EXPECT_EQ(numbers("They brought two dozen boats."), Keys{"two dozen=24"});
  EXPECT_EQ(numbers("They brought a dozen boats."), Keys{"a dozen=12"});
}

TEST(NumberGrammar, reads_money_and_shares) {
  EXPECT_EQ(numbers("It saves $612,000 a year."), Keys{"$612,000=612000 usd"});
  EXPECT_EQ(numbers("The fund is $3.4 million short."), Keys{"$3.4 million=3400000 usd"});
  EXPECT_EQ(numbers("It will cost half a million euros."), Keys{"half a million=500000 eur"});
  EXPECT_EQ(numbers("Methane rose above 4 percent."), Keys{"4=4 %"});
  EXPECT_EQ(numbers("Methane rose above 4% again."), Keys{"4%=4 %"});
}

TEST(NumberGrammar, gives_all_people_one_class) {
  EXPECT_EQ(only_number("They moved 1,140 people.").key, only_number("They moved 1,140 residents.").key);
  EXPECT_EQ(only_number("It carried 187 passengers.").unit, "passeng");
}

TEST(NumberGrammar, reads_ages) {
  EXPECT_EQ(numbers("A warden aged 54 broke a leg."), Keys{"54=54 age"});
  EXPECT_EQ(numbers("A 54-year-old warden broke a leg."), Keys{"54=54 age"});
}

TEST(NumberGrammar, keeps_the_bound) {
  EXPECT_EQ(only_number("More than 1,100 people left.").bound, Bound::MoreThan);
  EXPECT_EQ(only_number("Some 1,900 hectares drowned.").bound, Bound::About);
  EXPECT_EQ(only_number("It takes at least 20 days.").bound, Bound::AtLeast);
  EXPECT_EQ(only_number("Up to 30 people may move.").bound, Bound::AtMost);
  EXPECT_EQ(only_number("It takes 20 days or more.").bound, Bound::AtLeast);
  EXPECT_EQ(only_number("It takes 20 days.").bound, Bound::Exactly);
}

TEST(NumberGrammar, leaves_dates_names_and_pronouns_alone) {
  EXPECT_EQ(numbers("On April 14 at 3:40 a.m. it broke."), Keys{});
  EXPECT_EQ(numbers("The ministry bought a Boeing 737, no one knew."), Keys{});
  EXPECT_EQ(numbers("They helped one another."), Keys{});
  EXPECT_EQ(numbers("It was built in 1966."), Keys{});
}

TEST(NumberGrammar, bears_a_megabyte_of_digits) {
  std::string digits(1U << 20U, '7');
  EXPECT_LE(numbers(digits).size(), 1U << 14U);
  std::string words;
  for (int i = 0; i < 50000; ++i) {
    words += "twenty hundred million ";
  }
  EXPECT_FALSE(numbers(words).empty());
}

}  // namespace
}  // namespace stemma
