// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/common_words.hpp"
#include "base/facts.hpp"
#include "base/token_text.hpp"
#include "facts/lexicon.hpp"
#include "facts/lower_word.hpp"

namespace stemma {

/// One telling made ready for the grammars: what each word can be, its sentence, and what has been read so far.
class FactText {
 public:
  explicit FactText(TokenText const& text);

  [[nodiscard]] TokenText const& text() const noexcept { return *text_; }

  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(infos_.size()); }

  [[nodiscard]] Token const& token(std::uint32_t at) const { return text_->tokens[at]; }

  [[nodiscard]] std::string_view word(std::uint32_t at) const { return text_->text_of(text_->tokens[at]); }

  /// The word in lower case (ASCII letters only).
  [[nodiscard]] std::string lower(std::uint32_t at) const;

  void add_lower(std::uint32_t at, std::string& out) const;

  [[nodiscard]] WordInfo const& info(std::uint32_t at) const { return infos_[at]; }

  [[nodiscard]] bool is(std::uint32_t at, WordClass one) const { return at < size() && infos_[at].is(one); }

  /// Whether the token is this sign, or this word in the same case.
  [[nodiscard]] bool is_sign(std::uint32_t at, LowerWord sign) const {
    return at < size() && heads_[at] == sign.head() && word(at) == sign.letters();
  }

  /// Whether the word reads so in any case (ASCII letters only).
  [[nodiscard]] bool reads(std::uint32_t at, LowerWord lower) const {
    return at < size() && heads_[at] == lower.head() && (!lower.is_long() || reads_to_the_end(at, lower.letters()));
  }

  /// The head of the word (see `LowerWord`).
  [[nodiscard]] std::uint64_t head(std::uint32_t at) const { return heads_[at]; }

  /// Whether it reads as one of these.
  template <std::size_t count>
  [[nodiscard]] bool reads_any(std::uint32_t at, std::array<LowerWord, count> const& words) const {
    for (LowerWord const& word : words) {
      if (reads(at, word)) {
        return true;
      }
    }
    return false;
  }

  /// How often the word is met in English; rare for numbers and signs.
  [[nodiscard]] Commonness commonness(std::uint32_t at) const;

  [[nodiscard]] bool is_word(std::uint32_t at) const { return at < size() && token(at).kind == TokenKind::Word; }

  [[nodiscard]] bool is_number(std::uint32_t at) const { return at < size() && token(at).kind == TokenKind::Number; }

  [[nodiscard]] bool is_punctuation(std::uint32_t at) const {
    return at < size() && token(at).kind == TokenKind::Punctuation;
  }

  /// No space between this token and the next.
  [[nodiscard]] bool touches_next(std::uint32_t at) const {
    return at + 1 < size() && token(at).end_byte == token(at + 1).begin_byte;
  }

  /// Whether a hyphen joins this token to the next word: "Sang-hyuk" at "Sang".
  [[nodiscard]] bool hyphen_after(std::uint32_t at) const {
    return touches_next(at) && touches_next(at + 1) && is_sign(at + 1, "-");
  }

  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t at) const { return sentence_of_[at]; }

  [[nodiscard]] TokenRange sentence_range(std::uint32_t at) const { return text_->sentences[sentence_of_[at]].tokens; }

  [[nodiscard]] std::uint32_t paragraph_of(std::uint32_t at) const {
    return text_->sentences[sentence_of_[at]].paragraph;
  }

  /// Tokens that a reading has used up: a number within a date is no count.
  [[nodiscard]] bool is_taken(std::uint32_t at) const { return at < size() && taken_[at] != 0; }

  void take(TokenRange range);

  /// A mention of these tokens, with kind and sentence filled in.
  [[nodiscard]] Mention mention(MentionKind kind, TokenRange range) const;

 private:
  [[nodiscard]] bool reads_to_the_end(std::uint32_t at, std::string_view lower) const;

  TokenText const* text_;
  std::vector<WordInfo> infos_;
  std::vector<std::uint64_t> heads_;  ///< See `LowerWord`.
  std::vector<std::uint32_t> sentence_of_;
  std::vector<char> taken_;
  bool has_stems_ = false;  ///< The tokens have English stems.
};

}  // namespace stemma
