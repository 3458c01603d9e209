// SPDX-License-Identifier: Apache-2.0
#include "apparatus/severity.hpp"

#include <gtest/gtest.h>

namespace stemma {

namespace {

constexpr double copies_quotes = 0.9;
constexpr double rewords_quotes = 0.1;

TEST(MeaningShift, ANegationGainedOrLostTurnsAQuoteRound) {
  EXPECT_GT(meaning_shift("we want the answer more than anyone", "nobody will like the answer", copies_quotes), 0.9);
  EXPECT_GT(meaning_shift("we want the answer more than anyone", "nobody will like the answer", rewords_quotes), 0.6);
}

TEST(MeaningShift, OneWordChangedInAKeptSentenceIsAChoice) {
  EXPECT_GT(
    meaning_shift(
      "the water in the lower streets is rising slowly", "the water in the lower streets is rising hourly",
      rewords_quotes
    ),
    0.7
  );
}

TEST(MeaningShift, RewordingIsTheMannerOfATellingThatRewordsEverything) {
  auto const before = "the sea gave us one chance with the small boats";
  auto const after = "the waves left the little craft a single opening";
  EXPECT_LT(meaning_shift(before, after, rewords_quotes), 0.55);
  EXPECT_GT(meaning_shift(before, after, copies_quotes), 0.7);
}

TEST(MeaningShift, AFragmentClaimsThatJustTheseWordsWereSaid) {
  EXPECT_GT(meaning_shift("hurried and orderly", "hurried but chaotic", rewords_quotes), 0.7);
}

TEST(MeaningShift, AnotherOrderOfTheSameWordsIsNone) {
  EXPECT_LT(meaning_shift("they knew which cases to open", "which cases to open they knew", copies_quotes), 0.4);
}

}  // namespace

}  // namespace stemma
