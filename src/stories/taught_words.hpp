// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/token_text.hpp"
#include "stemma/story_parts.hpp"
#include "stories/word_pile.hpp"

namespace stemma {

/// Cuts the text of a place of the pile into tokens, in room that is used again. Called from several threads.
using TokensOf = std::function<void(std::size_t text, TokenText& tokens)>;

/// Words: here is a pile of texts, what does each of its words tell?
///
/// In    the number of texts and their tokens; what a larger pile has taught, where they are a part of one: then they teach nothing.
/// Out   the vector of any of these texts: log tf × rarity, names and numbers counted as identity. Rarity comes from the pile and from a
///       prior (the tokens' weights), so that a pile of three texts of one story still works. And a number for each word that
///       two of the texts have: greater stems have greater numbers.
/// How   the texts are read through once, a few at a time, and what is read of them is forgotten but for the heads of names: these
///       count as words as soon as the whole pile has said which words are names.
/// Cost  linear in tokens; 50 bytes for each different word, and until it has learned 16 bytes for each capitalised word of a text.
class TaughtWords {
 public:
  TaughtWords(std::size_t texts, TokensOf const& tokens_of, unsigned threads = 1, StoryPile const* taught = nullptr);

  [[nodiscard]] WordVector vector_of(TokenText const& text) const;

  /// The word's number, from 1; 0 where no two texts have it.
  [[nodiscard]] std::uint32_t number_of(std::uint64_t stem) const {
    auto const* const word = pile_.find(stem);
    return word == nullptr ? 0 : word->number;
  }

  /// No number is greater.
  [[nodiscard]] std::uint32_t numbered_words() const noexcept { return numbered_words_; }

 private:
  struct Word {
    std::uint64_t stem = 0;
    std::uint32_t texts = 0;
    std::int32_t name_lead = 0;
    std::uint32_t number = 0;
  };

  /// What is kept of some texts while the pile learns which words are names.
  struct Heads {
    struct Head {
      std::uint64_t stem = 0;
      std::uint64_t head = 0;
    };

    std::vector<Head> heads;
    std::vector<std::uint32_t> ends;  ///< Of each text's.
  };

  [[nodiscard]] Heads learn_words(std::size_t first, std::size_t count, TokensOf const& tokens_of, unsigned threads);
  void learn_heads(Heads const& heads, unsigned threads);
  void number_words(unsigned threads);
  [[nodiscard]] PileWord known(std::uint64_t stem) const;

  BasicWordPile<Word> pile_;
  StoryPile const* taught_;
  double texts_;
  std::uint32_t numbered_words_ = 0;
};

}  // namespace stemma
