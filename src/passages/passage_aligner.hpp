// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/pair_alignment.hpp"
#include "base/telling.hpp"

namespace stemma {

/// Passages: here are two tellings of one story, show me which words of one stand behind which words of the other.
///
/// In    the tokens of both.
/// Out   passages (verbatim, edited, reworded) with their words linked, and the share of wording that leans on the other.
/// How   seeds on shared shingles, chains and extends them; aligns what is left sentence by sentence.
/// Cost  near-linear on copies; sentences × sentences on what was reworded.
class PassageAligner {
 public:
  [[nodiscard]] PairAlignment align(TokenText const& left, TokenText const& right) const;
};

}  // namespace stemma
