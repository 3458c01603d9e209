// SPDX-License-Identifier: Apache-2.0
#include "tokens/tokenizer.hpp"

#include "tokens/sentence_scanner.hpp"
#include "tokens/word_scanner.hpp"
#include "tokens/word_values.hpp"

namespace stemma {

TokenText Tokenizer::tokenize(Document const& document) const {
  TokenText tokens;
  tokenize(document, tokens);
  return tokens;
}

void Tokenizer::tokenize(Document const& document, TokenText& tokens) const {
  tokens.text = document.text;
  scan_words(document.text, tokens.tokens);
  tokens.sentences.clear();
  scan_sentences(tokens, document.title ? document.title->size() : 0);
  auto const& language = document.language;
  fill_word_values(tokens, language.empty() || language == "en" || language == "und");
}

}  // namespace stemma
