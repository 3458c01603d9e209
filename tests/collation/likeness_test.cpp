// SPDX-License-Identifier: Apache-2.0
#include "collation/likeness.hpp"

#include <gtest/gtest.h>

namespace stemma {

namespace {

Mention number(double value, Bound bound = Bound::Exactly) {
  Mention mention;
  mention.kind = MentionKind::Number;
  mention.value = value;
  mention.bound = bound;
  return mention;
}

TEST(Likeness, LettersThatChangePlacesAreOneSlip) {
  EXPECT_DOUBLE_EQ(name_likeness("vranjevo", "vrajnevo"), 0.875);
  EXPECT_DOUBLE_EQ(name_likeness("genk", "genk"), 1);
  EXPECT_LT(name_likeness("kumane", "melenci"), 0.4);
}

TEST(Likeness, ANameIsComparedWithTheWordsThatItHas) {
  EXPECT_DOUBLE_EQ(name_likeness("hermkens", "helmkens joke"), 0.875);
  EXPECT_DOUBLE_EQ(name_likeness("hermkens joke", "hermkens joke"), 1);
  EXPECT_LT(name_likeness("hermkens", "korkmazer aydin"), 0.5);
  EXPECT_LT(name_likeness("", "helmkens joke"), 0.5);
}

TEST(Likeness, AShortFormHasNoWordOfItsOwn) {
  EXPECT_TRUE(is_short_form("joke hermkens", "hermkens"));
  EXPECT_TRUE(is_short_form("kenya", "kenyan"));
  EXPECT_TRUE(is_short_form("ore", "oregon"));
  EXPECT_FALSE(is_short_form("joke hermkens", "anna hermkens"));
  EXPECT_FALSE(is_short_form("", "hermkens"));
}

TEST(Likeness, SwappedOrExchangedDigitsLookMiscopied) {
  EXPECT_TRUE(is_like_miscopied("46,000", "64,000"));
  EXPECT_TRUE(is_like_miscopied("60", "160"));
  EXPECT_TRUE(is_like_miscopied("38", "58"));
  EXPECT_FALSE(is_like_miscopied("212", "96"));
  EXPECT_FALSE(is_like_miscopied("1,900", "1900"));
  EXPECT_FALSE(is_like_miscopied("two", "three"));
}

TEST(Likeness, RoundFiguresAgreeWithTheExactOnes) {
  EXPECT_TRUE(is_rounding(number(1100, Bound::MoreThan), number(1140)));
  EXPECT_TRUE(is_rounding(number(1140), number(1100, Bound::MoreThan)));
  EXPECT_TRUE(is_rounding(number(2'000'000, Bound::About), number(1'900'000)));
  EXPECT_FALSE(is_rounding(number(1000, Bound::LessThan), number(1140)));
  EXPECT_FALSE(is_rounding(number(38), number(58)));
  EXPECT_FALSE(is_rounding(number(46'000), number(64'000)));
}

}  // namespace

}  // namespace stemma
