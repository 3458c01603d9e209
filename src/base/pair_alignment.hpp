// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/telling.hpp"
#include "base/token_text.hpp"
#include "stemma/comparison.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// A left token that corresponds to a right token.
struct TokenLink {
  std::uint32_t left_token = 0;
  std::uint32_t right_token = 0;
  LinkKind kind = LinkKind::Same;
};

/// A passage with its words linked. Links are sorted by left_token; a token has at most one link in a passage.
struct AlignedPassage {
  PassageKind kind = PassageKind::Verbatim;
  double similarity = 0;  ///< 0…1, weighted share of the words that are linked other than as Replaced.
  TokenRange left;
  TokenRange right;
  std::vector<TokenLink> links;
  std::vector<TokenLink> phrase_links;  ///< Many to many and signs, too, for the eye; empty unless asked for.
};

/// A part of the left text and the part of the right that stands behind it: passages that are near each other in both.
struct AlignedStretch {
  TokenRange left;
  TokenRange right;
};

/// All that two tellings of one story have in common.
/// Laws: passages are sorted by left.begin_token and do not overlap on the left, nor on the right.
struct PairAlignment {
  WitnessIndex left = 0;  ///< left < right.
  WitnessIndex right = 0;
  std::vector<AlignedPassage> passages;
  std::vector<AlignedStretch> stretches;  ///< Sorted by left; empty unless asked for.
  double share_left =
    0;  ///< Part of the left telling's wording (facts and stock phrases weigh nothing) that leans on the right, 0…1.
  double share_right = 0;  ///< Part of the right telling's wording that leans on the left.
};

}  // namespace stemma
