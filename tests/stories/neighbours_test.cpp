// SPDX-License-Identifier: Apache-2.0
#include "stories/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "stories/seeds.hpp"

namespace stemma {

namespace {

using ShortVector = std::vector<ShortWord>;

/// Texts in groups of four that share most of their words; all of length 1.
std::vector<ShortVector> random_vectors(std::uint32_t texts, unsigned seed) {
  std::vector<ShortVector> vectors;
  for (std::uint32_t text = 0; text < texts; ++text) {
    std::mt19937 group{seed + text / 4};
    std::mt19937 own{seed * 7919 + text};
    std::set<std::uint32_t> stems;
    while (stems.size() < 30) {
      bool const is_shared = own() % 4 != 0;
      auto const stem = is_shared ? group() : own();
      stems.insert(static_cast<std::uint32_t>(stem % 5000));
    }
    ShortVector vector;
    for (auto const stem : stems) {
      vector.push_back({stem, static_cast<float>(1 / std::sqrt(30.0))});
    }
    vectors.push_back(std::move(vector));
  }
  return vectors;
}

std::vector<ShortView> views_of(std::vector<ShortVector> const& vectors) {
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

TEST(Neighbours, a_large_pile_gives_each_pair_once_with_its_cosine_for_any_number_of_threads) {
  auto const vectors = random_vectors(kExactTexts + 200, 3);
  auto const found = find_neighbours(views_of(vectors), 0.3);
  auto const with_threads = find_neighbours(views_of(vectors), 0.3, 3);
  ASSERT_EQ(found.size(), with_threads.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto const [left, right, similarity] = found[i];
    EXPECT_TRUE(i == 0 || std::pair(found[i - 1].left, found[i - 1].right) < std::pair(left, right));
    EXPECT_EQ(similarity, cosine(vectors[left], vectors[right])) << left << ", " << right;
    EXPECT_EQ(similarity, with_threads[i].similarity);
  }
}

TEST(Neighbours, measuring_one_text_against_others_gives_the_cosine_to_the_last_bit) {
  auto vectors = random_vectors(60, 4);
  vectors.emplace_back();  // a text without words
  ShortVector all;
  for (std::uint32_t stem = 0; stem < 5000; ++stem) {
    all.push_back({stem, 0.01F});
  }
  vectors.push_back(all);
  PileVectors const numbered{views_of(vectors)};
  Measure measure;
  for (std::size_t left = 0; left < vectors.size(); ++left) {
    measure.take(numbered[left]);
    for (std::size_t right = 0; right < vectors.size(); ++right) {
      EXPECT_EQ(measure.cosine(numbered[right]), cosine(vectors[left], vectors[right])) << left << ", " << right;
    }
  }
}

TEST(Postings, hold_the_texts_of_words_that_are_neither_common_nor_in_one_text_only) {
  std::vector<ShortVector> const vectors{
    {{1, 0.1F}, {2, 0.2F}}, {{2, 0.3F}, {3, 0.4F}}, {}, {{2, 0.5F}, {3, 0.6F}, {4, 0.7F}}};
  PileVectors const numbered{views_of(vectors)};
  Postings const postings{numbered, 2};
  EXPECT_TRUE(postings[numbered[0][0].number].empty());  // one text
  EXPECT_TRUE(postings[numbered[0][1].number].empty());  // three
  auto const two = postings[numbered[1][1].number];
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0].text, 1U);
  EXPECT_EQ(two[1].text, 3U);
  EXPECT_EQ(two[1].weight, 0.6F);
}

TEST(ShortWords, are_the_words_of_a_vector_each_once_and_have_its_cosine) {
  auto const stem = [](std::uint64_t upper, std::uint64_t lower) { return upper << 32U | lower; };
  WordVector const left{{stem(1, 7), 0.6F}, {stem(5, 1), 0.5F}, {stem(9, 0), 0.6F}};
  WordVector const right{{stem(2, 7), 0.6F}, {stem(5, 1), 0.5F}, {stem(9, 0), 0.6F}};
  ShortVector short_left;
  ShortVector short_right{{1, 1}};  // what was there goes
  shorten(left, short_left);
  shorten(right, short_right);
  ASSERT_EQ(short_right.size(), 3U);
  EXPECT_EQ(cosine(short_left, short_right), cosine(left, right));
  shorten(WordVector{{stem(5, 1), 0.25F}, {stem(5, 2), 0.5F}, {stem(6, 0), 0.5F}}, short_left);
  ASSERT_EQ(short_left.size(), 2U);
  EXPECT_EQ(short_left[0].weight, 0.75F);
}

TEST(Neighbours, texts_without_words_have_none) {
  EXPECT_TRUE(find_neighbours(std::vector<ShortView>(3), 0.1).empty());
}

}  // namespace

}  // namespace stemma
