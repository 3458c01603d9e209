// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/token_text.hpp"

namespace stemma {

inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (char const c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return hash;
}

/// A tokenizer plain enough to be seen through: ASCII, a full stop before a blank ends a sentence, a line feed a paragraph.
/// Keeps a view of `text`.
inline TokenText plain_tokens(std::string_view text) {
  static constexpr std::array<std::string_view, 48> kFunctionWords{
    "a",    "an",    "the", "of",    "in",   "on",   "at",   "to",  "by",    "for",  "with",  "from",
    "and",  "or",    "but", "as",    "is",   "was",  "were", "are", "be",    "been", "has",   "have",
    "had",  "it",    "its", "he",    "she",  "they", "his",  "her", "their", "that", "which", "who",
    "will", "would", "not", "there", "this", "said", "when", "up",  "out",   "into", "after", "so"};
  auto const is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<signed char>(c) < 0;
  };
  auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
  TokenText out;
  out.text = text;
  std::uint32_t paragraph = 0;
  std::uint32_t sentence_begin = 0;
  bool begins_sentence = true;
  auto const end_sentence = [&] {
    auto const end = static_cast<std::uint32_t>(out.tokens.size());
    if (end > sentence_begin) {
      out.sentences.push_back({{sentence_begin, end}, paragraph});
    }
    sentence_begin = end;
    begins_sentence = true;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\n') {
      end_sentence();
      ++paragraph;
    }
    if (text[i] == ' ' || text[i] == '\n') {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    Token token;
    if (is_letter(text[i]) || is_digit(text[i])) {
      token.kind = is_digit(text[i]) ? TokenKind::Number : TokenKind::Word;
      bool const is_number = token.kind == TokenKind::Number;
      auto const is_inner = [&](std::size_t k) {
        bool const is_sign =
          text[k] == '-' || text[k] == '\'' || (is_number && (text[k] == ',' || text[k] == '.' || text[k] == ':'));
        return is_sign && k + 1 < text.size() && (is_number ? is_digit(text[k + 1]) : is_letter(text[k + 1]));
      };
      while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || is_inner(end))) {
        ++end;
      }
      std::string folded{text.substr(i, end - i)};
      token.is_capitalised = folded[0] >= 'A' && folded[0] <= 'Z';
      std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      });
      bool const is_function = std::find(kFunctionWords.begin(), kFunctionWords.end(), folded) != kFunctionWords.end();
      token.weight = is_function ? 0.0F : 0.8F;
      token.word = hash_of(folded);
      std::string_view stem{folded};
      for (std::string_view const ending : {"ing", "ed", "es", "s"}) {
        if (!is_number && stem.size() > ending.size() + 3 && stem.ends_with(ending)) {
          stem.remove_suffix(ending.size());
          break;
        }
      }
      token.stem = hash_of(stem);
      token.begins_sentence = begins_sentence;
      begins_sentence = false;
    } else {
      token.kind = TokenKind::Punctuation;
      token.word = token.stem = hash_of(text.substr(i, 1));
    }
    token.begin_byte = static_cast<std::uint32_t>(i);
    token.end_byte = static_cast<std::uint32_t>(end);
    out.tokens.push_back(token);
    bool const is_stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
    bool const is_closed = end < text.size() && text[end] == '"';
    i = end;
    if (is_stop && !is_closed && (i >= text.size() || text[i] == ' ' || text[i] == '\n')) {
      end_sentence();
    }
  }
  end_sentence();
  return out;
}

}  // namespace stemma
