// SPDX-License-Identifier: Apache-2.0
#include "base/common_words.hpp"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(CommonWords, KnowsFunctionWords) {
  for (auto const* const word : {"the", "of", "which", "'s", "don't", "would"}) {
    EXPECT_EQ(commonness(word), Commonness::Function) << word;
  }
}

TEST(CommonWords, RanksInflectedFormsAsTheirBase) {
  EXPECT_EQ(commonness("said"), Commonness::Frequent);
  EXPECT_EQ(commonness("reporting"), Commonness::Frequent);
  EXPECT_EQ(commonness("villages"), commonness("village"));
}

TEST(CommonWords, LeavesNamesAndRareWordsRare) {
  for (auto const* const word : {"vranjevo", "isotope", "culvert", "kowalczyk", "", "'"}) {
    EXPECT_EQ(commonness(word), Commonness::Rare) << word;
  }
}

}  // namespace
}  // namespace stemma
