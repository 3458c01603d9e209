// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "base/token_text.hpp"

namespace stemma {

/// A text without any end of a sentence is cut at so many tokens: what follows stays linear.
inline constexpr std::uint32_t kLongestSentenceTokens = 400;

/// Fills `sentences` and begins_sentence of tokens that `scan_words` has cut.
///
/// In    tokens; the number of bytes of the title line, 0 where there is none.
/// Out   sentences that cover all tokens, each within one paragraph.
/// How   a period, question or exclamation mark ends a sentence unless the word before it (abbreviation, initial, clock),
///       the word after it (lower case, "asked Smith") or an open list number says no; closing quotes belong to it.
///       A line end is a paragraph's end; in a hard-wrapped text only an empty line is.
/// Cost  linear.
void scan_sentences(TokenText& tokens, std::size_t title_bytes);

}  // namespace stemma
