// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stemma/document_rows.hpp"

// How stories are told apart, step by step, for whoever has an engine of his own that sorts and joins. `Pipeline` is made of the
// same code: texts whose words are weighed by what one whole pile has taught are grouped as in a trace of that pile, if those
// that are alike are traced together.
//
//   read_telling      a row                               -> its words, and which are written like names
//   count_words       those, the names of the whole pile  -> words and heads of names
//   weigh_words       those, how many texts have each     -> a vector
//   likeness_of       two vectors, two times              -> from `story_threshold` on, one story perhaps
//   Pipeline::run     rows, what the pile has taught      -> a report

namespace stemma {

/// What a pile of texts has taught of a word. Stems are hashes.
struct PileWord {
  std::uint64_t stem = 0;
  std::uint32_t texts = 0;  ///< Tellings that have it.
  std::int32_t name_lead =
    0;  ///< Times that it was capitalised where a capital means something, less the times in small letters.
};

/// A word of a telling and how much it says about which event is told.
struct WeightedWord {
  std::uint64_t stem = 0;
  float weight = 0;
};

/// The telling words of one text, sorted by stem, of length 1 as a vector (empty where nothing tells).
using WordVector = std::vector<WeightedWord>;

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

/// The same, lying elsewhere.
struct StoryWordsView {
  std::span<StoryWords::Word const> words;
  std::span<StoryWords::Head const> heads;
  std::span<PileWord const> leads;

  StoryWordsView() = default;

  StoryWordsView(
    std::span<StoryWords::Word const> its_words,
    std::span<StoryWords::Head const> its_heads,
    std::span<PileWord const> its_leads
  )
      : words{its_words}, heads{its_heads}, leads{its_leads} {}

  StoryWordsView(StoryWords const& text) : words{text.words}, heads{text.heads}, leads{text.leads} {}
};

/// A word of a text, names known.
struct CountedWord {
  std::uint64_t stem = 0;
  std::uint32_t count = 0;
  float prior = 0;
  bool is_number = false;
  bool is_head = false;  ///< Stands for the first letters of a name.
};

using PileLookup = std::function<PileWord(std::uint64_t stem)>;

/// A row as a trace would take it.
struct ReadTelling {
  std::optional<std::string> fault;  ///< Why it would be skipped; then there is no more.
  std::optional<UtcTime> published;
  StoryWords words;
};

[[nodiscard]] ReadTelling read_telling(DocumentRow const& row, std::uint64_t max_document_bytes);

/// The words of a text and the heads of its names; sorted by stem, each once.
[[nodiscard]] std::vector<CountedWord> count_words(StoryWordsView const& text, PileLookup const& pile);

/// `known` is what the pile knows of each word, `texts` the number of texts in it.
[[nodiscard]] WordVector weigh_words(std::span<CountedWord const> words, std::span<PileWord const> known, double texts);

/// The cosine of two vectors, less where the times lie far apart; 0…1.
[[nodiscard]] double likeness_of(
  WordVector const& left,
  WordVector const& right,
  std::optional<UtcTime> const& left_time,
  std::optional<UtcTime> const& right_time
);

/// The least likeness on average at which two groups of tellings are one story, where no other is asked for.
[[nodiscard]] double default_story_threshold() noexcept;

/// What a pile has taught of the words of some of its texts.
struct StoryPile {
  double texts = 0;             ///< Of the whole pile.
  std::vector<PileWord> words;  ///< Sorted by stem, each once.
};

}  // namespace stemma
