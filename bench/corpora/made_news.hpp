// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bench/corpora/random_numbers.hpp"
#include "bench/corpora/word_pool.hpp"

namespace stemma::bench {

/// A word of a made text and the signs around it.
struct MadeWord {
  WordId word = 0;
  char sign = '\0';  ///< After the word: , ; : . ? ! or - for a dash.
  bool is_capital = false;
  bool opens_quote = false;
  bool closes_quote = false;

  [[nodiscard]] bool is_plain() const noexcept { return sign == '\0' && !is_capital && !opens_quote && !closes_quote; }
};

/// How an outlet sets its texts.
struct TextStyle {
  std::string_view open_quote = "\"";
  std::string_view close_quote = "\"";
  std::string_view dash = " - ";
  std::string_view paragraph_break = "\n\n";
};

/// A made news text: paragraphs of sentences of words. It lives no longer than its maker's pool of words.
struct MadeText {
  std::vector<MadeWord> all_words;
  std::vector<std::uint32_t> sentence_ends;   ///< Numbers of words before; the last is `all_words.size()`.
  std::vector<std::uint32_t> paragraph_ends;  ///< Likewise; each is a sentence's end too.
  WordPool const* pool = nullptr;

  [[nodiscard]] std::string text(TextStyle const& style = {}) const;

  [[nodiscard]] std::size_t words() const noexcept { return all_words.size(); }
};

/// The words [begin, end) of a text, as a text.
[[nodiscard]] MadeText part_of(MadeText const& text, std::size_t begin, std::size_t end);

/// How long made texts are.
enum class TextLength : std::uint8_t {
  News,   ///< Log-normal: half of them within 200 and 600 words, few of a line or of tens of thousands of words.
  Short,  ///< 20 to 150 words.
};

/// Makes texts that look like news to anything that counts words: no two share more than chance and stock phrases.
class NewsMaker {
 public:
  explicit NewsMaker(std::uint64_t seed, TextLength length = TextLength::News);

  /// The text of a number: the same number gives the same text, whatever was made before.
  [[nodiscard]] MadeText make(std::uint64_t number, std::size_t least_words = 0) const;

  /// A made word, common ones most often.
  [[nodiscard]] std::string_view word(RandomNumbers& random) const { return pool_.text(pool_.common(random.next())); }

  [[nodiscard]] WordPool const& pool() const noexcept { return pool_; }

 private:
  struct Cast;

  void add_sentence(MadeText& text, Cast const& cast, RandomNumbers& random) const;
  void add_body(MadeText& text, Cast const& cast, std::size_t words, RandomNumbers& random) const;
  [[nodiscard]] std::size_t length_in_words(RandomNumbers& random) const noexcept;

  WordPool pool_;
  std::uint64_t seed_;
  TextLength length_;
};

/// What was done to a text to make its copy.
enum class CopyKind : std::uint8_t {
  Exact,
  Dateline,  ///< Dateline and byline before it, a line about the agency after it.
  Head50,    ///< Its first 50 % alone.
  Head30,
  Head10,
  Tail50,  ///< Its last 50 % alone.
  Tail30,
  Tail10,
  WordsReplaced1,  ///< 1 % of the words replaced.
  WordsReplaced5,
  WordsReplaced10,
  WordsReplaced30,
  ParagraphsMoved,
  ParagraphQuoted,  ///< One paragraph in a text about something else.
  ScanNoise1,       ///< 1 % of the letters misread.
  ScanNoise3,
  Merged,   ///< Half of this text and half of another.
  Updated,  ///< A live page some hours later: new paragraphs first, other numbers, the end cut.
};

inline constexpr CopyKind kCopyKinds[] = {
  CopyKind::Exact,           CopyKind::Dateline,        CopyKind::Head50,          CopyKind::Head30,
  CopyKind::Head10,          CopyKind::Tail50,          CopyKind::Tail30,          CopyKind::Tail10,
  CopyKind::WordsReplaced1,  CopyKind::WordsReplaced5,  CopyKind::WordsReplaced10, CopyKind::WordsReplaced30,
  CopyKind::ParagraphsMoved, CopyKind::ParagraphQuoted, CopyKind::ScanNoise1,      CopyKind::ScanNoise3,
  CopyKind::Merged,          CopyKind::Updated};

[[nodiscard]] std::string_view name_of(CopyKind kind);

/// The copy of a text; `other` is a text about something else, for the kinds that need one.
[[nodiscard]] std::string copy_of(
  MadeText const& original,
  MadeText const& other,
  CopyKind kind,
  NewsMaker const& maker,
  RandomNumbers& random,
  TextStyle const& style = {}
);

}  // namespace stemma::bench
