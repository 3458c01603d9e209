// SPDX-License-Identifier: Apache-2.0
#include "passages/exact_runs.hpp"

#include <random>

#include <gtest/gtest.h>

#include "reference/exact_runs.hpp"

namespace stemma {
namespace {

WordText words_of(std::vector<std::uint32_t> const& forms) {
  WordText text;
  for (std::uint32_t const form : forms) {
    text.words.push_back({static_cast<std::uint32_t>(text.words.size()), form, form, 1, WordKind::Content});
  }
  return text;
}

std::vector<std::uint32_t> random_forms(std::mt19937& random, std::size_t length, std::uint32_t alphabet) {
  std::vector<std::uint32_t> forms(length);
  for (std::uint32_t& form : forms) {
    form = static_cast<std::uint32_t>(random() % alphabet);
  }
  return forms;
}

/// Pieces of `source` in another order, with some words changed.
std::vector<std::uint32_t> shuffled_copy(
  std::mt19937& random, std::vector<std::uint32_t> const& source, std::uint32_t alphabet
) {
  std::vector<std::uint32_t> copy;
  while (copy.size() < source.size()) {
    std::size_t const begin = random() % source.size();
    std::size_t const length = std::min<std::size_t>(3 + random() % 30, source.size() - begin);
    for (std::size_t k = begin; k < begin + length; ++k) {
      copy.push_back(random() % 12 == 0 ? static_cast<std::uint32_t>(random() % alphabet) : source[k]);
    }
  }
  return copy;
}

bool has_frequent_seed(std::vector<std::uint32_t> const& forms) {
  for (std::size_t i = 0; i + kShortestRun <= forms.size(); ++i) {
    int count = 0;
    for (std::size_t j = 0; j + kShortestRun <= forms.size(); ++j) {
      count +=
        std::equal(
          forms.begin() + static_cast<std::ptrdiff_t>(i), forms.begin() + static_cast<std::ptrdiff_t>(i + kShortestRun),
          forms.begin() + static_cast<std::ptrdiff_t>(j)
        )
          ? 1
          : 0;
    }
    if (count > 8) {
      return true;
    }
  }
  return false;
}

class ExactRuns : public testing::TestWithParam<std::uint32_t> {};

TEST_P(ExactRuns, agree_with_the_full_matrix) {
  std::uint32_t const alphabet = GetParam();
  std::mt19937 random{alphabet};
  int compared = 0;
  for (int trial = 0; trial < 20; ++trial) {
    auto const left = random_forms(random, 30 + random() % 90, alphabet);
    auto const right = shuffled_copy(random, left, alphabet);
    if (has_frequent_seed(right)) {
      continue;
    }
    ++compared;
    std::vector<ExactRun> expected;
    for (reference::Run const& run : reference::tile(left, right, kShortestRun)) {
      expected.push_back({run.left, run.right, run.length});
    }
    EXPECT_EQ(find_exact_runs(words_of(left), words_of(right)), expected);
  }
  EXPECT_GT(compared, 5);
}

INSTANTIATE_TEST_SUITE_P(Alphabets, ExactRuns, testing::Values(4U, 8U, 30U, 400U));

TEST(ExactRuns, of_a_text_that_only_repeats_itself_cost_no_more_than_its_length) {
  std::vector<std::uint32_t> left(200'000, 7);
  std::vector<std::uint32_t> right(150'000, 7);
  auto const runs = find_exact_runs(words_of(left), words_of(right));
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0], (ExactRun{0, 0, 150'000}));
}

TEST(ExactRuns, of_texts_too_short_for_a_seed_are_none) {
  EXPECT_TRUE(find_exact_runs(words_of({1, 2, 3}), words_of({1, 2, 3})).empty());
  EXPECT_TRUE(find_exact_runs(words_of({}), words_of({1, 2, 3, 4, 5})).empty());
}

}  // namespace
}  // namespace stemma
