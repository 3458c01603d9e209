// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/token_text.hpp"

namespace stemma {

/// Fills `word`, `stem` and `weight` of each token; needs begins_sentence. Stems and the list of common words are
/// English: in other languages a word is its own stem, and its weight hangs on its length.
void fill_word_values(TokenText& tokens, bool is_english);

}  // namespace stemma
