// SPDX-License-Identifier: Apache-2.0
#include "passages/variants.hpp"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "reference/spelling_distance.hpp"
#include "tests/passages/plain_tokens.hpp"

namespace stemma {
namespace {

TEST(SpellingDistance, counts_swapped_neighbours_as_one_edit) {
  EXPECT_EQ(spelling_distance("vranjevo", "vrajnevo", 4), 1U);
  EXPECT_EQ(spelling_distance("becej", "vechej", 4), 2U);
  EXPECT_EQ(spelling_distance("", "abc", 4), 3U);
  EXPECT_EQ(spelling_distance("same", "same", 0), 0U);
}

TEST(SpellingDistance, gives_up_above_what_was_asked) {
  EXPECT_EQ(spelling_distance("levee", "reservoir", 2), 3U);
}

TEST(SpellingDistance, agrees_with_the_reference) {
  std::mt19937 random{7};
  auto const word = [&] {
    std::string text(random() % 12, 'a');
    for (char& letter : text) {
      letter = static_cast<char>('a' + random() % 3);
    }
    return text;
  };
  for (int trial = 0; trial < 2000; ++trial) {
    std::string const left = word();
    std::string const right = word();
    EXPECT_EQ(spelling_distance(left, right, 20), reference::spelling_distance(left, right)) << left << " " << right;
  }
}

/// Whether the first word of one text that reads `left` has the key of the first word of the other that reads `right`.
bool are_united(
  std::string_view left_text, std::string_view right_text, std::string_view left, std::string_view right
) {
  auto const left_tokens = plain_tokens(left_text);
  auto const right_tokens = plain_tokens(right_text);
  auto const pair = pair_words(PreparedText{left_tokens}, PreparedText{right_tokens});
  auto const key_of = [](TokenText const& text, WordText const& side, std::string_view word) {
    for (Word const& candidate : side.words) {
      if (text.text_of(text.tokens[candidate.token]) == word) {
        return candidate.key;
      }
    }
    return UINT32_MAX;
  };
  return key_of(left_tokens, pair.sides[0], left) == key_of(right_tokens, pair.sides[1], right);
}

TEST(Variants, unite_a_name_with_its_garbled_form) {
  EXPECT_TRUE(are_united("The town of Vranjevo was wet.", "The town of Vrajnevo was wet.", "Vranjevo", "Vrajnevo"));
  EXPECT_TRUE(are_united("They met Novi Becej folk.", "They met Novi Vechej folk.", "Becej", "Vechej"));
}

TEST(Variants, keep_two_names_apart_that_one_text_has_both) {
  EXPECT_FALSE(are_united("From Marina to Karina it rained.", "From Marina to Karina it rained.", "Marina", "Karina"));
}

TEST(Variants, keep_unlike_words_apart) {
  EXPECT_FALSE(are_united("Some houses were hit.", "Some horses were hit.", "houses", "horses"));
  EXPECT_FALSE(are_united("The town of Kumane was wet.", "The town of Melenci was wet.", "Kumane", "Melenci"));
}

TEST(Variants, unite_the_words_of_one_derivation) {
  EXPECT_TRUE(are_united("Men inspected the dyke.", "The inspector saw the dyke.", "inspected", "inspector"));
}

}  // namespace
}  // namespace stemma
