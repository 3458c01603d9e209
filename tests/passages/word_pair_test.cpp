// SPDX-License-Identifier: Apache-2.0
#include "passages/word_pair.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

TokenText tokens_of(Document const& document) {
  return Tokenizer{}.tokenize(document);
}

/// Sentences of a small stock of words, of which names, numbers and stems recur.
std::string made_text(std::mt19937& random) {
  constexpr std::array words{"Vranjevac", "vranjevac", "levee",  "levees", "walked", "walking", "Twenty",
                             "20",        "the",       "of",     "May",    "may",    "Oda",     "reported",
                             "reporting", "flood",     "floods", "Kumane", "river",  "rivers"};
  std::string text;
  for (std::size_t sentence = 0; sentence < 1 + random() % 6; ++sentence) {
    text += "Then";
    for (std::size_t word = 0; word < random() % 12; ++word) {
      text += std::string{" "} + words[random() % words.size()];
    }
    text += ". ";
  }
  return text;
}

TEST(WordPair, forms_are_numbered_as_if_both_texts_were_read_one_behind_the_other) {
  std::mt19937 random{7};
  for (int round = 0; round < 60; ++round) {
    std::array<Document, 2> documents;
    documents[0].text = made_text(random);
    documents[1].text = made_text(random);
    std::array<TokenText, 2> const texts{tokens_of(documents[0]), tokens_of(documents[1])};
    auto const pair = pair_words(PreparedText{texts[0]}, PreparedText{texts[1]});
    std::map<std::uint64_t, std::uint32_t> numbers;
    std::map<std::uint64_t, std::uint32_t> key_of_stem;
    std::map<std::uint32_t, std::uint8_t> sides_of_key;
    for (std::size_t s = 0; s < 2; ++s) {
      for (Word const& word : pair.sides[s].words) {
        Token const& token = texts[s].tokens[word.token];
        auto const form = numbers.try_emplace(token.word, static_cast<std::uint32_t>(numbers.size())).first->second;
        ASSERT_EQ(word.form, form);
        ASSERT_EQ(word.key, key_of_stem.try_emplace(token.stem, word.key).first->second) << "one stem, one key";
        ASSERT_LT(word.key, pair.keys);
        sides_of_key[word.key] |= static_cast<std::uint8_t>(1U << s);
      }
    }
    EXPECT_EQ(pair.forms, numbers.size());
    for (auto const& [key, sides] : sides_of_key) {
      EXPECT_EQ(pair.sides_of_key[key], sides);
    }
  }
}

TEST(WordPair, a_word_is_a_name_in_both_texts_where_it_is_one_in_the_middle_of_a_sentence_of_either) {
  std::array<Document, 2> documents;
  documents[0].text = "Marrow lies by the sea. All of it was cut off.";
  documents[1].text = "The road to Marrow was cut off. Nobody came.";
  std::array<TokenText, 2> const texts{tokens_of(documents[0]), tokens_of(documents[1])};
  for (bool const is_turned : {false, true}) {
    PreparedText const first{texts[is_turned ? 1 : 0]};
    PreparedText const second{texts[is_turned ? 0 : 1]};
    auto const pair = pair_words(first, second);
    EXPECT_EQ(pair.sides[is_turned ? 1 : 0].words[0].kind, WordKind::Name);
    EXPECT_EQ(pair.sides[is_turned ? 0 : 1].words[3].kind, WordKind::Name);
  }
}

TEST(PreparedText, words_of_one_form_keep_spellings_of_their_own) {
  Document document;
  document.text = "In May they may. MAY they?";
  auto const text = tokens_of(document);
  PreparedText const prepared{text};
  std::set<std::string> seen;
  for (std::size_t word = 0; word < prepared.words().words.size(); ++word) {
    Spelling const& spelling = prepared.spelling_of(word);
    auto const spelt = text.text_of(text.tokens[prepared.words().words[word].token]);
    EXPECT_EQ(spelling.size, spelt.size());
    EXPECT_EQ(spelling.is_date, prepared.words().words[word].kind == WordKind::Date);
    seen.insert(std::string{prepared.letters_of(spelling)} + (spelling.is_date ? " (date)" : ""));
  }
  EXPECT_EQ(seen, (std::set<std::string>{"in", "may", "may (date)", "they"}));
}

}  // namespace

}  // namespace stemma
