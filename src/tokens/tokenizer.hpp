// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/token_text.hpp"
#include "stemma/document.hpp"

namespace stemma {

/// Tokens: here is a text, give me its words and sentences, and remember where they came from.
///
/// In    a document with valid UTF-8 text.
/// Out   tokens and sentences with byte spans of the original text; normalisation never moves them.
/// How   ASCII by table, the rest by Unicode properties (see word_scanner.hpp for what a word is); sentence ends by the
///       words around a stop and a table of abbreviations (see sentence_scanner.hpp); Porter2 stems and weights by a list
///       of common words in English texts.
/// Cost  linear, whatever the text; a word is never longer than 256 bytes, a sentence about 400 tokens.
class Tokenizer {
 public:
  [[nodiscard]] TokenText tokenize(Document const& document) const;

  /// The same into what was used for another text before: its memory is taken again.
  void tokenize(Document const& document, TokenText& tokens) const;
};

}  // namespace stemma
