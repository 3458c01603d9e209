// SPDX-License-Identifier: Apache-2.0
#include "tokens/tokenizer.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace stemma {

namespace {

bool is_word_byte(unsigned char c) {
  return std::isalpha(c) != 0 || c >= 0x80;
}

bool is_sign(std::string_view text, std::size_t at, std::size_t& length) {
  auto const c = static_cast<unsigned char>(text[at]);
  length = 1;
  if (c == 0xE2 && at + 2 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0x80) {
    length = 3;
    return true;
  }
  if (c == 0xC2) {
    length = 2;
    return true;
  }
  return c < 0x80 && std::ispunct(c) != 0;
}

}  // namespace

TokenText Tokenizer::tokenize(Document const& document) const {
  TokenText out{document.text, {}, {}};
  std::string_view const text = document.text;
  std::uint32_t paragraph = 0;
  std::uint32_t sentence_begin = 0;
  auto const close = [&] {
    auto const end = static_cast<std::uint32_t>(out.tokens.size());
    if (end > sentence_begin) {
      out.sentences.push_back({{sentence_begin, end}, paragraph});
      sentence_begin = end;
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    auto const c = static_cast<unsigned char>(text[at]);
    if (c == '\n') {
      close();
      ++paragraph;
      ++at;
      continue;
    }
    if (std::isspace(c) != 0) {
      ++at;
      continue;
    }
    std::size_t length = 1;
    TokenKind kind = TokenKind::Word;
    if (is_sign(text, at, length)) {
      kind = TokenKind::Punctuation;
    } else if (std::isdigit(c) != 0) {
      kind = TokenKind::Number;
      while (at + length < text.size() &&
             (std::isalnum(static_cast<unsigned char>(text[at + length])) != 0 ||
              ((text[at + length] == ',' || text[at + length] == '.' || text[at + length] == ':') &&
               at + length + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[at + length + 1])) != 0))) {
        ++length;
      }
    } else {
      std::size_t sign = 0;
      while (at + length < text.size() && is_word_byte(static_cast<unsigned char>(text[at + length])) &&
             !is_sign(text, at + length, sign)) {
        ++length;
      }
    }
    std::string folded{text.substr(at, length)};
    for (char& letter : folded) {
      letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
    Token token;
    token.begin_byte = static_cast<std::uint32_t>(at);
    token.end_byte = static_cast<std::uint32_t>(at + length);
    token.word = XXH3_64bits(folded.data(), folded.size());
    token.stem = XXH3_64bits(folded.data(), std::min<std::size_t>(folded.size(), 6));
    token.kind = kind;
    token.is_capitalised = std::isupper(c) != 0;
    token.weight = kind == TokenKind::Punctuation ? 0.0F : folded.size() > 4 ? 0.7F : 0.2F;
    token.begins_sentence = kind == TokenKind::Word && out.tokens.size() == sentence_begin;
    out.tokens.push_back(token);
    at += length;
    if (kind == TokenKind::Punctuation && (folded == "." || folded == "?" || folded == "!") && at < text.size() &&
        (text[at] == ' ' || text[at] == '"')) {
      if (text[at] == '"') {
        continue;
      }
      close();
    }
  }
  close();
  return out;
}

}  // namespace stemma
