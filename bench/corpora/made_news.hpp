// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/corpora/random_numbers.hpp"

namespace stemma::bench {

/// A made news text: paragraphs of sentences of words. Words follow Zipf's law; names and numbers stand between them.
struct MadeText {
  using Sentence = std::vector<std::string>;
  std::vector<std::vector<Sentence>> paragraphs;

  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::size_t words() const;
};

/// Makes texts that look like news to anything that counts words: no two share more than chance and stock phrases.
class NewsMaker {
 public:
  explicit NewsMaker(std::uint64_t seed);

  /// The text of a number: the same number gives the same text, whatever was made before.
  [[nodiscard]] MadeText make(std::uint64_t number) const;

  /// A made word, common ones most often.
  [[nodiscard]] std::string const& word(RandomNumbers& random) const;

 private:
  [[nodiscard]] MadeText::Sentence sentence(RandomNumbers& random) const;

  std::uint64_t seed_;
  std::vector<std::string> words_;    // by falling frequency
  std::vector<double> frequency_;     // cumulated
  std::vector<std::string> phrases_;  // stock phrases, met in many texts
};

/// What was done to a text to make its copy.
enum class CopyKind : std::uint8_t {
  Exact,
  Dateline,        ///< Dateline and byline before it, a line about the agency after it.
  HalfKept,        ///< Cut to its first half.
  ThirdKept,       ///< Cut to its last 30 %.
  TenthKept,       ///< Cut to 10 % within another text.
  WordsReplaced1,  ///< 1 % of the words replaced.
  WordsReplaced5,
  WordsReplaced10,
  WordsReplaced30,
  ParagraphsMoved,
  ParagraphQuoted,  ///< One paragraph in a text about something else.
  Merged,           ///< Half of this text and half of another.
  ScanNoise1,       ///< 1 % of the letters misread.
  ScanNoise3,
};

inline constexpr CopyKind kCopyKinds[] = {
  CopyKind::Exact,           CopyKind::Dateline,        CopyKind::HalfKept,        CopyKind::ThirdKept,
  CopyKind::TenthKept,       CopyKind::WordsReplaced1,  CopyKind::WordsReplaced5,  CopyKind::WordsReplaced10,
  CopyKind::WordsReplaced30, CopyKind::ParagraphsMoved, CopyKind::ParagraphQuoted, CopyKind::Merged,
  CopyKind::ScanNoise1,      CopyKind::ScanNoise3};

[[nodiscard]] std::string_view name_of(CopyKind kind);

/// The copy of a text; `other` is a text about something else, for the kinds that need one.
[[nodiscard]] std::string copy_of(
  MadeText const& original, MadeText const& other, CopyKind kind, NewsMaker const& maker, RandomNumbers& random
);

}  // namespace stemma::bench
