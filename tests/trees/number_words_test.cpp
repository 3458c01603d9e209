// SPDX-License-Identifier: Apache-2.0
#include "trees/number_words.hpp"

#include <gtest/gtest.h>

namespace stemma {

namespace {

TEST(NumberWords, digits_and_words_of_one_number_are_one) {
  EXPECT_EQ(plain_number("37"), "37");
  EXPECT_EQ(plain_number("thirty-seven"), "37");
  EXPECT_EQ(plain_number("Thirty"), "30");
  EXPECT_EQ(plain_number("1,900"), "1900");
  EXPECT_EQ(plain_number("12th"), "12");
  EXPECT_EQ(plain_number("2.5"), "2.5");
  EXPECT_EQ(plain_number("4:35"), "4:35");
}

TEST(NumberWords, other_words_are_no_numbers) {
  EXPECT_FALSE(plain_number(""));
  EXPECT_FALSE(plain_number("thirty-ish"));
  EXPECT_FALSE(plain_number("thirty-zero"));
  EXPECT_FALSE(plain_number("often"));
  EXPECT_FALSE(plain_number(std::string(1000, 'x')));
}

}  // namespace

}  // namespace stemma
