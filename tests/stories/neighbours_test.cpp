// SPDX-License-Identifier: Apache-2.0
#include "stories/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <utility>

#include <gtest/gtest.h>

namespace stemma {

namespace {

/// Texts in groups of four that share most of their words; all of length 1.
std::vector<WordVector> random_vectors(std::uint32_t texts, unsigned seed) {
  std::vector<WordVector> vectors;
  for (std::uint32_t text = 0; text < texts; ++text) {
    std::mt19937 group{seed + text / 4};
    std::mt19937 own{seed * 7919 + text};
    std::set<std::uint64_t> stems;
    while (stems.size() < 30) {
      bool const is_shared = own() % 4 != 0;
      auto const stem = is_shared ? group() : own();
      stems.insert(stem % 5000);
    }
    WordVector vector;
    for (auto const stem : stems) {
      vector.push_back({stem, static_cast<float>(1 / std::sqrt(30.0))});
    }
    vectors.push_back(std::move(vector));
  }
  return vectors;
}

std::vector<WordView> views_of(std::vector<WordVector> const& vectors) {
  return {vectors.begin(), vectors.end()};
}

TEST(Neighbours, a_small_pile_gives_every_pair_with_its_cosine) {
  auto const vectors = random_vectors(60, 1);
  auto const found = find_neighbours(views_of(vectors), 0.1);
  auto at = found.begin();
  for (std::uint32_t left = 0; left < 60; ++left) {
    for (std::uint32_t right = left + 1; right < 60; ++right) {
      double const similarity = cosine(vectors[left], vectors[right]);
      if (similarity >= 0.1 + 1e-6) {
        at =
          std::find_if(at, found.end(), [&](Likeness const& pair) { return pair.left == left && pair.right == right; });
        ASSERT_NE(at, found.end()) << left << ", " << right;
        EXPECT_NEAR(at->similarity, similarity, 1e-5);
      }
    }
  }
}

TEST(Neighbours, a_large_pile_still_finds_the_texts_that_belong_together) {
  std::uint32_t const texts = kExactTexts + 200;
  auto const vectors = random_vectors(texts, 2);
  auto const found = find_neighbours(views_of(vectors), 0.3);
  std::size_t missed = 0;
  for (std::uint32_t text = 0; text + 1 < texts; text += 4) {
    bool const is_alike = cosine(vectors[text], vectors[text + 1]) >= 0.3;
    bool const is_found =
      std::ranges::any_of(found, [&](Likeness const& p) { return p.left == text && p.right == text + 1; });
    missed += static_cast<std::size_t>(is_alike && !is_found);
  }
  EXPECT_EQ(missed, 0U);
  EXPECT_TRUE(std::ranges::is_sorted(found, {}, [](Likeness const& p) { return std::pair{p.left, p.right}; }));
}

TEST(Neighbours, texts_without_words_have_none) {
  EXPECT_TRUE(find_neighbours(std::vector<WordView>(3), 0.1).empty());
}

}  // namespace

}  // namespace stemma
