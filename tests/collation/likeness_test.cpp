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
  EXPECT_DOUBLE_EQ(spelling_likeness("vranjevo", "vrajnevo"), 0.875);
  EXPECT_DOUBLE_EQ(spelling_likeness("genk", "genk"), 1);
  EXPECT_LT(spelling_likeness("kumane", "melenci"), 0.4);
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
