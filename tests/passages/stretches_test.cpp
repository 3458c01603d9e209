// SPDX-License-Identifier: Apache-2.0
#include "passages/stretches.hpp"

#include <string>

#include <gtest/gtest.h>

#include "passages/passage_aligner.hpp"
#include "tests/passages/plain_tokens.hpp"

namespace stemma {
namespace {

std::string const kFirst =
  "The river tore a gap in the embankment north of Becej on Tuesday morning. "
  "Sirens sounded and buses collected residents of the lower streets at once. "
  "Some 260 soldiers shored up the remaining dyke with sandbags and stone. ";
std::string const kSecond =
  "The mayor promised new culverts before winter and thanked all volunteers. "
  "Engineers measured the water at dawn and found it falling again. "
  "A seamstress carried her machine upstairs and waited for boats. ";

/// About a hundred words that none of the others has.
std::string filler(std::string const& name) {
  std::string text;
  for (int word = 0; word < 100; ++word) {
    text += name + std::to_string(word) + (word % 10 == 9 ? ". " : " ");
  }
  return text;
}

std::vector<AlignedStretch> stretches_of(std::string const& left, std::string const& right) {
  auto const left_text = plain_tokens(left);
  auto const right_text = plain_tokens(right);
  return join_stretches(left_text, right_text, PassageAligner{}.align(left_text, right_text).passages);
}

TEST(JoinStretches, keeps_apart_what_is_far_apart_in_both_texts) {
  auto const apart = filler("apple") + filler("amber") + filler("acorn") + filler("anvil") + filler("arrow");
  auto const other = filler("birch") + filler("basil") + filler("bread") + filler("brass") + filler("bison");
  EXPECT_EQ(stretches_of(kFirst + apart + kSecond, kFirst + other + kSecond).size(), 2U);
}

TEST(JoinStretches, joins_what_is_near_in_one_text_and_at_some_distance_in_the_other) {
  EXPECT_EQ(stretches_of(kFirst + kSecond, kFirst + filler("birch") + kSecond).size(), 1U);
}

TEST(JoinStretches, leaves_out_what_may_be_chance) {
  EXPECT_TRUE(
    stretches_of("The mayor spoke in Becej. " + filler("apple"), "The mayor of Becej wept. " + filler("birch")).empty()
  );
}

TEST(JoinStretches, finds_nothing_where_there_are_no_passages) {
  EXPECT_TRUE(stretches_of("", kFirst).empty());
}

}  // namespace
}  // namespace stemma
