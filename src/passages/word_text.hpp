// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/token_text.hpp"

namespace stemma {

/// What a word is to the aligner.
enum class WordKind : std::uint8_t {
  Function,  ///< Tells next to nothing: "the", "of", "said".
  Content,
  Name,  ///< Capitalised elsewhere than at the head of a sentence or in a headline.
  Number,
  Date,  ///< A month or a day of the week.
};

/// A token that is not punctuation.
struct Word {
  std::uint32_t token = 0;  ///< Index into TokenText::tokens.
  std::uint32_t form = 0;   ///< Equal in both texts where the words are equal.
  std::uint32_t key = 0;    ///< Equal where one may stand for the other: stem, value of a number, spelling of a name.
  float weight = 0;         ///< Token::weight times how rare the key is in the two texts, 0…1.
  WordKind kind = WordKind::Function;
};

/// A run of words [begin, end) of one side.
struct WordRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const noexcept { return end - begin; }

  [[nodiscard]] friend bool operator==(WordRange const&, WordRange const&) = default;
};

/// One text as words.
struct WordText {
  std::vector<Word> words;
  std::vector<WordRange> sentences;         ///< Cover all words, in order; none is empty.
  std::vector<TokenRange> sentence_tokens;  ///< The same with their signs, as in TokenText.
  std::vector<std::uint32_t> sentence_of;   ///< Per word.
  std::vector<std::uint8_t> begins_clause;  ///< Per word: 1 where a comma, dash, bracket or the like stands before it.
  std::vector<std::uint8_t> is_quoted;      ///< Per word: 1 between quotation marks.
};

}  // namespace stemma
