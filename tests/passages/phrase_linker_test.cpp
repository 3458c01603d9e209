// SPDX-License-Identifier: Apache-2.0
#include "passages/phrase_linker.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "reference/among_signs.hpp"
#include "tests/passages/plain_tokens.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {
namespace {

TokenRange all_of(TokenText const& text) {
  return {0, static_cast<std::uint32_t>(text.tokens.size())};
}

/// "left=right" for each link, without a thesaurus.
std::set<std::string> links_of(std::string_view left, std::string_view right) {
  auto const left_text = plain_tokens(left);
  auto const right_text = plain_tokens(right);
  std::set<std::string> seen;
  for (TokenLink const& link : PhraseLinker{left_text, right_text}.link(all_of(left_text), all_of(right_text))) {
    seen.insert(
      std::string{left_text.text_of(left_text.tokens[link.left_token])} + "=" +
      std::string{right_text.text_of(right_text.tokens[link.right_token])}
    );
  }
  return seen;
}

TEST(PhraseLinker, links_every_word_of_a_copy_to_itself_and_to_nothing_else) {
  std::string const text = "the mayor said the river had burst the old embankment at dawn on tuesday";
  auto const tokens = plain_tokens(text);
  auto const links = PhraseLinker{tokens, tokens}.link(all_of(tokens), all_of(tokens));
  ASSERT_EQ(links.size(), tokens.tokens.size());
  for (TokenLink const& link : links) {
    EXPECT_EQ(link.left_token, link.right_token);
    EXPECT_EQ(link.kind, LinkKind::Same);
  }
}

TEST(PhraseLinker, links_an_unlike_word_between_neighbours_that_are_linked) {
  auto const links = links_of("crews closed the breach with sandbags", "crews sealed the breach with sandbags");
  EXPECT_TRUE(links.contains("closed=sealed"));
  EXPECT_TRUE(links.contains("breach=breach"));
  EXPECT_EQ(links.size(), 6U);
}

TEST(PhraseLinker, links_a_number_in_words_to_the_same_in_digits) {
  EXPECT_TRUE(links_of("some twenty houses were lost", "some 20 houses were lost").contains("twenty=20"));
}

TEST(PhraseLinker, leaves_words_without_counterpart_unlinked) {
  for (std::string const& link : links_of("the river rose quickly on sunday", "the river rose")) {
    EXPECT_FALSE(link.starts_with("quickly=") || link.starts_with("sunday=")) << link;
  }
}

TEST(PhraseLinker, links_words_whose_vectors_point_the_same_way) {
  Document left;
  left.text = "The gap was wide.";
  Document right;
  right.text = "Wide was a breach.";
  auto const left_text = Tokenizer{}.tokenize(left);
  auto const right_text = Tokenizer{}.tokenize(right);
  MeaningVectors const vectors{"gap 1 0\nbreach 1 0.1\nwide 0 1\n", "made"};
  auto const has_link = [&](WordLore const& lore) {
    auto const links = PhraseLinker{left_text, right_text, lore}.link(all_of(left_text), all_of(right_text));
    return std::any_of(links.begin(), links.end(), [](TokenLink const& link) {
      return link.left_token == 1 && link.right_token == 3 && link.kind == LinkKind::Synonym;
    });
  };
  EXPECT_TRUE(has_link({nullptr, &vectors}));
  EXPECT_FALSE(has_link({}));
}

TEST(PhraseLinker, links_nothing_to_an_empty_range) {
  auto const text = plain_tokens("one word");
  EXPECT_TRUE((PhraseLinker{text, text}.link({0, 0}, all_of(text)).empty()));
  EXPECT_TRUE((PhraseLinker{text, text}.link(all_of(text), {1, 1}).empty()));
}

TEST(PhraseLinker, goes_through_long_ranges_in_parts_and_keeps_links_sorted) {
  std::string text;
  for (int word = 0; word < 700; ++word) {
    text += "word" + std::to_string(word) + " ";
  }
  auto const tokens = plain_tokens(text);
  auto const links = PhraseLinker{tokens, tokens}.link(all_of(tokens), all_of(tokens));
  EXPECT_GE(links.size(), 690U);
  EXPECT_TRUE(std::is_sorted(links.begin(), links.end(), [](TokenLink const& a, TokenLink const& b) {
    return std::tuple{a.left_token, a.right_token} < std::tuple{b.left_token, b.right_token};
  }));
}

TEST(GuessedGrid, sees_rivals_and_anchors_as_its_slow_twin_does) {
  std::mt19937 random{7};  // NOLINT(cert-msc51-cpp): the same numbers on every run
  for (int round = 0; round < 200; ++round) {
    auto const rows = static_cast<std::uint32_t>(1 + random() % 9);
    auto const columns = static_cast<std::uint32_t>(1 + random() % 9);
    std::vector<float> guess(std::size_t{rows} * columns);
    for (float& value : guess) {
      value = static_cast<float>(random() % 21) / 20;  // equal guesses are common
    }
    GuessedGrid const fast{rows, columns, guess};
    reference::PlainGrid const plain{rows, columns, guess};
    reference::PlainGrid const turned = plain.turned();
    for (std::uint32_t i = 0; i < rows; ++i) {
      for (std::uint32_t j = 0; j < columns; ++j) {
        auto const signs = fast.among_signs(i, j);
        EXPECT_FLOAT_EQ(signs[6], plain.row_rival(i, j));
        EXPECT_FLOAT_EQ(signs[7], turned.row_rival(j, i));
        EXPECT_FLOAT_EQ(signs[14], plain.astray(i, j));
        EXPECT_FLOAT_EQ(signs[15], turned.astray(j, i));
      }
    }
  }
}

}  // namespace
}  // namespace stemma
