// SPDX-License-Identifier: Apache-2.0
#include "apparatus/severity.hpp"

#include <gtest/gtest.h>

namespace stemma {

namespace {

constexpr double copies_quotes = 0.9;
constexpr double rewords_quotes = 0.1;

TEST(MeaningShift, ANegationGainedOrLostTurnsAQuoteRound) {
  EXPECT_GT(meaning_shift("we want the answer more than anyone", "nobody will like the answer", rewords_quotes), 0.8);
}

TEST(MeaningShift, OneWordChangedInAKeptSentenceIsAChoice) {
  EXPECT_GT(meaning_shift("the buffer zone is expanding rapidly", "the buffer zone is expanding hourly", rewords_quotes), 0.7);
}

TEST(MeaningShift, RewordingIsTheMannerOfATellingThatRewordsEverything) {
  auto const before = "the sea gave us one chance with the small boats";
  auto const after = "the waves left the little craft a single opening";
  EXPECT_LT(meaning_shift(before, after, rewords_quotes), 0.55);
  EXPECT_GT(meaning_shift(before, after, copies_quotes), 0.7);
}

TEST(MeaningShift, AnotherOrderOfTheSameWordsIsNone) {
  EXPECT_LT(meaning_shift("they knew which cases to open", "which cases to open they knew", copies_quotes), 0.4);
}

}  // namespace

}  // namespace stemma
