// SPDX-License-Identifier: Apache-2.0
#include "trees/clock_times.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

/// The first time of day in a sentence, and what follows it.
std::string first_time(std::string const& sentence) {
  Document document;
  document.text = sentence;
  auto const text = Tokenizer{}.tokenize(document);
  auto const end = static_cast<std::uint32_t>(text.tokens.size());
  for (std::uint32_t t = 0; t < end; ++t) {
    std::uint32_t after = t;
    if (auto const time = clock_time_at(text, t, end, after)) {
      return *time + (after < end ? " " + std::string{text.text_of(text.tokens[after])} : "");
    }
  }
  return "none";
}

TEST(ClockTimes, one_time_written_in_many_ways_is_one) {
  EXPECT_EQ(first_time("The plane landed at 6:48 p.m. in snow"), "6:48 in");
  EXPECT_EQ(first_time("The plane landed at 18:48 in snow"), "6:48 in");
  EXPECT_EQ(first_time("The plane landed at 6.48 pm in snow"), "6:48 in");
  EXPECT_EQ(first_time("At ten past five she rose"), "5:10 she");
  EXPECT_EQ(first_time("At 5:10 a.m. she rose"), "5:10 she");
  EXPECT_EQ(first_time("It opened at half past six that day"), "6:30 that");
  EXPECT_EQ(first_time("It opened at 06:30 that day"), "6:30 that");
  EXPECT_EQ(first_time("It came at a quarter to one that day"), "12:45 that");
  EXPECT_EQ(first_time("It came at 00:45 that day"), "12:45 that");
  EXPECT_EQ(first_time("Traffic stood at 7 p.m. and later"), "7:00 and");
  EXPECT_EQ(first_time("Traffic stood at 19:00 and later"), "7:00 and");
  EXPECT_EQ(first_time("Traffic stood at 7 o'clock and later"), "7:00 and");
}

TEST(ClockTimes, other_numbers_are_no_times) {
  EXPECT_EQ(first_time("They won 3:2 at home"), "none");
  EXPECT_EQ(first_time("From two to five people came"), "none");
  EXPECT_EQ(first_time("It cost 3.40 dollars"), "none");
  EXPECT_EQ(first_time("A vote of 31:20 was taken"), "none");
  EXPECT_EQ(first_time("Half of them went past six villages"), "none");
  EXPECT_EQ(first_time("They walked past five"), "none");
}

}  // namespace

}  // namespace stemma
