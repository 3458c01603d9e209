// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/token_text.hpp"
#include "stemma/document.hpp"

namespace stemma {

/// Tokens: here is a text, give me its words and sentences, and remember where they came from.
///
/// In    a document with valid UTF-8 text.
/// Out   tokens and sentences with byte spans of the original text; normalisation never moves them.
/// How   ASCII by table, the rest by Unicode properties; sentence ends by UAX #29 rules and a table of abbreviations.
/// Cost  linear.
class Tokenizer {
 public:
  [[nodiscard]] TokenText tokenize(Document const& document) const;
};

}  // namespace stemma
