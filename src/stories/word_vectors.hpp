// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/telling.hpp"
#include "stories/word_pile.hpp"

namespace stemma {

/// A word of a telling and how much it says about which event is told.
struct WeightedWord {
  std::uint64_t stem = 0;
  float weight = 0;
};

/// The telling words of one text, sorted by stem, of length 1 as a vector (empty where nothing tells).
using WordVector = std::vector<WeightedWord>;

/// One that lies elsewhere.
using WordView = std::span<WeightedWord const>;

/// One vector a telling: log tf × rarity, names and numbers counted as identity.
/// Rarity comes from the pile and from a prior (the tokens' weights), so that a pile of three texts of one story still works.
[[nodiscard]] std::vector<WordVector> make_word_vectors(std::span<Telling const> tellings, unsigned threads = 1);

/// The cosine of two vectors, 0…1.
[[nodiscard]] double cosine(WordView left, WordView right);

// The steps of it, for a pile that grows: read the words of each text, let the pile learn which are names, count the words
// that the texts then have, let the pile learn these, and weigh.

/// What is kept of a text: no more than some kilobytes.
struct StoryWords {
  struct Word {
    std::uint64_t stem = 0;
    std::uint32_t count = 0;
    float prior = 0;  ///< The token's weight.
    bool is_number = false;
  };

  /// The first letters of a word, should it turn out to be a name.
  struct Head {
    std::uint64_t stem = 0;
    std::uint64_t head = 0;
    std::uint32_t count = 0;
    float prior = 0;
  };

  std::vector<Word> words;      ///< Sorted by stem, each once.
  std::vector<Head> heads;      ///< Each two once, in an order that depends on nothing else.
  std::vector<PileWord> leads;  ///< Sorted by stem, each once; `texts` is not used.
};

[[nodiscard]] StoryWords read_story_words(TokenText const& text);

/// A word of a text, names known.
struct CountedWord {
  std::uint64_t stem = 0;
  std::uint32_t count = 0;
  float prior = 0;
  bool is_number = false;
  bool is_head = false;  ///< Stands for the first letters of a name.
};

using PileLookup = std::function<PileWord(std::uint64_t stem)>;

/// The words of a text and the heads of its names; sorted by stem, each once.
[[nodiscard]] std::vector<CountedWord> count_words(StoryWords const& text, PileLookup const& pile);

/// `known` is what the pile knows of each word, `texts` the number of texts in it.
[[nodiscard]] WordVector weigh_words(std::span<CountedWord const> words, std::span<PileWord const> known, double texts);

}  // namespace stemma
