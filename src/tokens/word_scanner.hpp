// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/token_text.hpp"

namespace stemma {

/// Longer words are cut: nothing that follows may meet a word of a megabyte.
inline constexpr std::size_t kLongestWordBytes = 256;

/// Cuts a text into words, numbers and signs.
///
/// In    valid UTF-8.
/// Out   in place of what `tokens` held: tokens with bytes, kind and capital; `word`, `stem` and `weight` are still 0.
/// How   - a word is letters, marks and digits, with apostrophes and underscores inside it; at hyphens it is cut in three
///         ("left-bank" is left, -, bank), and "'s" at its end is a word of its own;
///       - a number is digits with . , : / between digits, or a date like 2026-04-14, with st, nd, rd, th, s kept at its end;
///       - "U.S.", "a.m.", "J." before a name and listed abbreviations ("Dr.") keep their dots;
///       - each letter of a script that has no spaces is a word; each sign is a token.
/// Cost  linear.
void scan_words(std::string_view text, std::vector<Token>& tokens);

}  // namespace stemma
