// SPDX-License-Identifier: Apache-2.0
#include "pipeline/close_pairs.hpp"

#include <deque>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace stemma {
namespace {

/// A story of `count` tellings; every ten of them share words that no other has.
class FamilyStory {
 public:
  explicit FamilyStory(std::size_t count, std::string_view text_of_each = {}) {
    for (std::size_t i = 0; i < count; ++i) {
      TokenText& text = texts_.emplace_back();
      text.text = text_of_each;
      for (std::uint64_t word = 0; word < 20; ++word) {
        Token token;
        token.word = (i / 10) * 1000 + word;
        token.weight = 1;
        text.tokens.push_back(token);
      }
      story.tellings.push_back({DocId{static_cast<std::uint32_t>(i)}, nullptr, &text});
    }
  }

  StoryTellings story;

 private:
  std::deque<TokenText> texts_;
};

TEST(ClosePairs, are_all_pairs_of_a_small_story) {
  FamilyStory const family{40};
  EXPECT_EQ(close_pairs(family.story).size(), 40U * 39U / 2U);
}

TEST(ClosePairs, are_those_that_share_rare_words_in_a_large_story) {
  FamilyStory const family{kManyTellings + 44};
  auto const pairs = close_pairs(family.story);
  EXPECT_EQ(pairs.size(), family.story.tellings.size() / 10 * 45);
  for (auto const& [left, right] : pairs) {
    EXPECT_LT(left, right);
    EXPECT_EQ(left / 10, right / 10);
  }
}

TEST(ClosePairs, are_those_that_share_rare_words_where_texts_are_long) {
  constexpr std::size_t tellings = 200;
  std::string const text(2 * kManyBytes / tellings / tellings, 'x');
  FamilyStory const short_enough{tellings, text};
  EXPECT_EQ(close_pairs(short_enough.story).size(), tellings * (tellings - 1) / 2);
  auto const longer = text + text;
  FamilyStory const too_long{tellings, longer};
  EXPECT_EQ(close_pairs(too_long.story).size(), tellings / 10 * 45);
  auto const longest = longer + longer + longer + longer;
  FamilyStory const few{kFewTellings, longest};
  EXPECT_EQ(close_pairs(few.story).size(), kFewTellings * (kFewTellings - 1) / 2);
}

TEST(ClosePairs, are_not_more_than_the_nearest_of_each_telling) {
  FamilyStory family{kManyTellings + 100};
  auto const pairs = close_pairs(family.story);
  EXPECT_LE(pairs.size(), family.story.tellings.size() * kNearestTellings);
}

}  // namespace
}  // namespace stemma
