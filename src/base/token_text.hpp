// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stemma {

enum class TokenKind : std::uint8_t {
  Word,    ///< Letters, with inner apostrophes; cut at hyphens, and before a final "'s". "U.S.", "Dr." keep their dots.
  Number,  ///< Begins with a digit; "1,900", "2.5", "12th", "19:15" are one token each.
  Punctuation,  ///< One sign, with its combining marks.
};

/// One word, number or sign of a document.
struct Token {
  std::uint32_t begin_byte = 0;  ///< [begin_byte, end_byte) of the document's text.
  std::uint32_t end_byte = 0;
  std::uint64_t word = 0;  ///< Hash of the folded form (`fold_word` in base/word_form.hpp); equal words, equal hash.
  std::uint64_t stem = 0;  ///< Hash of its stem; inflected forms of one word share it.
  float weight = 0;        ///< How much it tells: 0 punctuation and function words … 1 rare words, names, numbers.
  TokenKind kind = TokenKind::Word;
  bool is_capitalised = false;   ///< First letter is upper case.
  bool begins_sentence = false;  ///< First word of its sentence (opening quotes passed over).
};

/// A run of tokens [begin_token, end_token).
struct TokenRange {
  std::uint32_t begin_token = 0;
  std::uint32_t end_token = 0;

  [[nodiscard]] std::uint32_t size() const noexcept { return end_token - begin_token; }

  [[nodiscard]] friend bool operator==(TokenRange const&, TokenRange const&) = default;
};

/// A sentence and the paragraph it stands in. The title is a sentence and a paragraph of its own.
struct Sentence {
  TokenRange tokens;
  std::uint32_t paragraph = 0;
};

/// A document cut into tokens and sentences. `text` views the document's text, which must outlive it.
/// Laws: tokens are sorted and do not overlap; sentences cover all tokens, in order, without overlap.
struct TokenText {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  [[nodiscard]] std::string_view text_of(Token const& token) const {
    return text.substr(token.begin_byte, token.end_byte - token.begin_byte);
  }

  /// The bytes from the first token's begin to the last token's end; empty for an empty range.
  [[nodiscard]] std::string_view text_of(TokenRange range) const {
    if (range.begin_token >= range.end_token) {
      return {};
    }
    auto const begin = tokens[range.begin_token].begin_byte;
    return text.substr(begin, tokens[range.end_token - 1].end_byte - begin);
  }
};

}  // namespace stemma
