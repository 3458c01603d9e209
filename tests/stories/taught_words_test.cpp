// SPDX-License-Identifier: Apache-2.0
#include "stories/taught_words.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stories/pile_vectors.hpp"
#include "stories/word_vectors.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

/// Enough texts for several batches, with names that are now and then written small.
std::vector<Document> made_pile() {
  std::vector<Document> pile(2500);
  for (std::size_t i = 0; i < pile.size(); ++i) {
    auto const number = std::to_string(i % 97);
    pile[i].id = std::to_string(10'000 + i);
    pile[i].text = "On Monday the Velden" + number + " council met Mayor Prohl" + std::to_string(i % 13) +
                   " of Ostrand. A " + (i % 3 == 0 ? "Mason" : "mason") + " counted " + std::to_string(i) +
                   " bricks near " + (i % 5 == 0 ? "Ostrander" : "Ostrand") + " and velden" + number + ".";
  }
  return pile;
}

TokensOf tokens_of(std::vector<Document> const& pile) {
  return [&](std::size_t i, TokenText& tokens) { Tokenizer{}.tokenize(pile[i], tokens); };
}

/// The same by the steps of stemma/story_parts.hpp, all at once.
std::vector<WordVector> by_steps(std::vector<Document> const& pile) {
  std::map<std::uint64_t, PileWord> known;
  std::vector<StoryWords> texts;
  for (Document const& document : pile) {
    texts.push_back(read_story_words(Tokenizer{}.tokenize(document)));
    for (PileWord const& lead : texts.back().leads) {
      known[lead.stem].name_lead += lead.name_lead;
    }
  }
  auto const lookup = [&](std::uint64_t stem) {
    auto const word = known.find(stem);
    return word == known.end() ? PileWord{} : word->second;
  };
  std::vector<std::vector<CountedWord>> counted;
  for (StoryWords const& text : texts) {
    counted.push_back(count_words(text, lookup));
  }
  for (auto const& words : counted) {
    for (CountedWord const& word : words) {
      ++known[word.stem].texts;
    }
  }
  std::vector<WordVector> vectors;
  for (auto const& words : counted) {
    std::vector<PileWord> of_words;
    for (CountedWord const& word : words) {
      of_words.push_back(lookup(word.stem));
    }
    vectors.push_back(weigh_words(words, of_words, static_cast<double>(pile.size())));
  }
  return vectors;
}

bool are_same(WordVector const& left, WordVector const& right) {
  return std::ranges::equal(left, right, [](WeightedWord const& a, WeightedWord const& b) {
    return a.stem == b.stem && a.weight == b.weight;
  });
}

TEST(TaughtWords, give_the_vectors_that_the_steps_give_for_any_number_of_threads) {
  auto const pile = made_pile();
  auto const expected = by_steps(pile);
  for (unsigned const threads : {1U, 3U}) {
    TaughtWords const words{pile.size(), tokens_of(pile), threads};
    for (std::size_t i = 0; i < pile.size(); ++i) {
      EXPECT_TRUE(are_same(words.vector_of(Tokenizer{}.tokenize(pile[i])), expected[i])) << i;
    }
  }
}

TEST(TaughtWords, number_the_words_of_several_texts_in_the_order_of_their_stems) {
  auto const pile = made_pile();
  std::map<std::uint64_t, std::size_t> texts;
  auto const vectors = by_steps(pile);
  for (auto const& vector : vectors) {
    for (WeightedWord const& word : vector) {
      ++texts[word.stem];
    }
  }
  TaughtWords const words{pile.size(), tokens_of(pile), 2};
  std::uint32_t last = 0;
  for (auto const& [stem, count] : texts) {
    auto const number = words.number_of(stem);
    if (count < 2) {
      EXPECT_EQ(number, 0U);
      continue;
    }
    EXPECT_GT(number, last);
    last = number;
  }
  EXPECT_LE(last, words.numbered_words());
  EXPECT_EQ(words.number_of(0x1234'5678'9ABC'DEF0), 0U);
}

TEST(PileVectors, leave_out_words_that_no_other_text_has) {
  auto const pile = made_pile();
  TaughtWords const words{pile.size(), tokens_of(pile)};
  PileVectors const vectors{pile.size(), words, tokens_of(pile), 3};
  ASSERT_EQ(vectors.size(), pile.size());
  for (std::size_t i = 0; i < pile.size(); ++i) {
    std::vector<float> expected;
    for (WeightedWord const& word : words.vector_of(Tokenizer{}.tokenize(pile[i]))) {
      if (words.number_of(word.stem) != 0) {
        expected.push_back(word.weight);
      }
    }
    std::vector<float> weights;
    for (NumberedWord const& word : vectors[i]) {
      weights.push_back(word.weight);
    }
    EXPECT_EQ(weights, expected) << i;
    EXPECT_TRUE(std::ranges::is_sorted(vectors[i], {}, &NumberedWord::number));
  }
}

TEST(TaughtWords, empty_piles_and_empty_texts_do_no_harm) {
  std::vector<Document> const none;
  EXPECT_EQ(TaughtWords(0, tokens_of(none)).numbered_words(), 0U);
  std::vector<Document> const empty(3);
  TaughtWords const words{empty.size(), tokens_of(empty)};
  EXPECT_TRUE(words.vector_of(Tokenizer{}.tokenize(empty[0])).empty());
  EXPECT_EQ(PileVectors(empty.size(), words, tokens_of(empty)).size(), 3U);
}

}  // namespace

}  // namespace stemma
