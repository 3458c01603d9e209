// SPDX-License-Identifier: Apache-2.0
#include "base/word_form.hpp"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(FoldWord, MakesOneFormOfCaseAndQuotes) {
  EXPECT_EQ(fold_word("SAID"), "said");
  EXPECT_EQ(fold_word("Don’t"), "don't");
  EXPECT_EQ(fold_word("ʼt"), "'t");
  EXPECT_EQ(fold_word("ÉCOLE"), "école");
  EXPECT_EQ(fold_word("Straße"), "strasse");
  EXPECT_EQ(fold_word("ﬁre"), "fire");
}

TEST(FoldWord, KeepsDiacriticsWhetherComposedOrNot) {
  EXPECT_EQ(fold_word("Cafe\u0301"), fold_word("CAFÉ"));
  EXPECT_NE(fold_word("café"), fold_word("cafe"));
}

TEST(FoldWord, DropsDotsOfWordsButNotOfNumbers) {
  EXPECT_EQ(fold_word("U.S."), "us");
  EXPECT_EQ(fold_word("a.m."), "am");
  EXPECT_EQ(fold_word("2.5"), "2.5");
  EXPECT_EQ(fold_word("."), ".");
  EXPECT_EQ(fold_word(""), "");
}

TEST(StemWord, JoinsInflectedForms) {
  EXPECT_EQ(stem_word("evacuated"), stem_word("evacuating"));
  EXPECT_EQ(stem_word("villages"), stem_word("village"));
  EXPECT_NE(stem_word("river"), stem_word("rival"));
}

TEST(StemWord, LeavesOtherScriptsAndHugeWordsAlone) {
  EXPECT_EQ(stem_word("улицами"), "улицами");
  EXPECT_EQ(stem_word("señores"), "señores");
  EXPECT_EQ(stem_word(std::string(100'000, 's')), std::string(100'000, 's'));
  EXPECT_EQ(stem_word(""), "");
}

}  // namespace
}  // namespace stemma
