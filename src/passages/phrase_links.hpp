// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/pair_alignment.hpp"
#include "base/token_text.hpp"

namespace stemma {

struct WordLore;

/// Fills `phrase_links` of each passage (PhraseLinker). Long runs of equal words are linked as they stand; the rest piece by
/// piece. A passage takes along what is left of its sentences on both sides where links are found there. Two texts of one
/// sentence each are taken for one passage where their words say so. `passages` are sorted by left.
/// Cost  linear in copied words; O(left × right) within what was reworded, in pieces (see PhraseLinker).
void add_phrase_links(
  TokenText const& left, TokenText const& right, WordLore const& lore, std::vector<AlignedPassage>& passages
);

}  // namespace stemma
