// SPDX-License-Identifier: Apache-2.0
#include "trees/word_diff.hpp"

#include <gtest/gtest.h>

#include "bench/corpora/random_numbers.hpp"
#include "reference/longest_common_words.hpp"

namespace stemma {
namespace {

using Words = std::vector<std::uint64_t>;

TEST(WordDiff, MatchesAsManyWordsInOrderAsItsSlowTwin) {
  bench::RandomNumbers random{7};
  for (int round = 0; round < 300; ++round) {
    Words left(random.below(30));
    Words right(random.below(30));
    for (auto* words : {&left, &right}) {
      for (auto& word : *words) {
        word = random.below(5);
      }
    }
    auto const matches = match_words(left, right, left.size() + right.size());
    ASSERT_TRUE(matches);
    EXPECT_EQ(matches->size(), reference::longest_common_words(left, right));
    for (std::size_t i = 0; i < matches->size(); ++i) {
      auto const& [l, r] = (*matches)[i];
      EXPECT_EQ(left[l], right[r]);
      EXPECT_TRUE(i == 0 || ((*matches)[i - 1].left < l && (*matches)[i - 1].right < r));
    }
  }
}

TEST(WordDiff, GivesUpWhereMoreWordsDifferThanAllowed) {
  EXPECT_FALSE(match_words(Words{1, 2, 3}, Words{4, 5, 6}, 5));
  EXPECT_TRUE(match_words(Words{1, 2, 3}, Words{4, 5, 6}, 6));
}

}  // namespace
}  // namespace stemma
