// SPDX-License-Identifier: Apache-2.0
#include "tokens/tokenizer.hpp"

#include "tokens/sentence_scanner.hpp"
#include "tokens/word_scanner.hpp"
#include "tokens/word_values.hpp"

namespace stemma {

TokenText Tokenizer::tokenize(Document const& document) const {
  TokenText tokens{document.text, scan_words(document.text), {}};
  scan_sentences(tokens, document.title ? document.title->size() : 0);
  auto const& language = document.language;
  fill_word_values(tokens, language.empty() || language == "en" || language == "und");
  return tokens;
}

}  // namespace stemma
