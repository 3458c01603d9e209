// SPDX-License-Identifier: Apache-2.0
#include "passages/word_values.hpp"

#include <string_view>

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(NumberKey, is_the_same_for_one_value_in_other_words) {
  EXPECT_EQ(number_key("1,140"), number_key("1140"));
  EXPECT_EQ(number_key("twenty"), number_key("20"));
  EXPECT_EQ(number_key("thirty-eight"), number_key("38"));
  EXPECT_EQ(number_key("03:40"), number_key("3:40"));
  EXPECT_EQ(number_key("15:40"), number_key("3:40"));
  EXPECT_EQ(number_key("12th"), number_key("12"));
}

TEST(NumberKey, differs_where_the_value_does) {
  EXPECT_NE(number_key("2.5"), number_key("25"));
  EXPECT_NE(number_key("2.5"), number_key("2"));
  EXPECT_NE(number_key("2.50"), number_key("2.05"));
  EXPECT_NE(number_key("3:40"), number_key("3:45"));
  EXPECT_NE(number_key("46,000"), number_key("64,000"));
}

TEST(NumberKey, is_zero_for_other_words) {
  for (std::string_view const word : {"", "levee", "one", "twentyish", "forty-forty", "-", "twenty-", "-two"}) {
    EXPECT_EQ(number_key(word), 0U) << word;
  }
}

TEST(CalendarWord, is_a_month_or_a_day_of_the_week) {
  for (std::string_view const word : {"April", "Feb.", "Sept.", "sept", "MAY", "Wednesday", "Sat", "Thur"}) {
    EXPECT_TRUE(is_calendar_word(word)) << word;
  }
  for (std::string_view const word : {"Ap", "Aprils", "Mayor", "Sunny", "Septembers", "Marching"}) {
    EXPECT_FALSE(is_calendar_word(word)) << word;
  }
}

TEST(DateKey, is_the_same_for_a_month_and_its_short_form) {
  EXPECT_EQ(date_key("feb."), date_key("february"));
  EXPECT_EQ(date_key("sat"), date_key("saturday"));
  EXPECT_NE(date_key("march"), date_key("may"));
}

}  // namespace
}  // namespace stemma
