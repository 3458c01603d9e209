// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/pair_alignment.hpp"
#include "base/token_text.hpp"
#include "passages/link_grid.hpp"

namespace stemma {

/// Words within words: here are two runs of text that say the same, link every word and sign, many to many where a phrase
/// stands behind a phrase.
///
/// Out   links sorted by left, then right. Unlike WordLinker's they are for the eye: a word may have several, unlike words are
///       linked where all around them speaks for it, signs are linked too.
/// How   a logistic guess at each pair of words from what they are and what stands around them, then twice again from the
///       guesses around them (stacked, as in Cohen & Carvalho 2005). The weights are learned by tools/train_links.py.
/// Cost  O(left × right); ranges above 40,000 cells are halved first.
class PhraseLinker {
 public:
  PhraseLinker(TokenText const& left, TokenText const& right, WordLore lore = {})
      : left_{left}, right_{right}, lore_{lore} {}

  [[nodiscard]] std::vector<TokenLink> link(TokenRange left, TokenRange right) const;

 private:
  TokenText const& left_;
  TokenText const& right_;
  WordLore lore_;
};

/// The probability of each link (rows × columns) after so many rounds, 1…kRounds (link_weights.hpp).
[[nodiscard]] std::vector<float> guess_links(LinkGrid const& grid, std::size_t rounds);

}  // namespace stemma
