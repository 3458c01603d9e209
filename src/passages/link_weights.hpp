// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "passages/link_grid.hpp"

namespace stemma {

/// Log-odds that each sign adds to a link.
struct LinkRound {
  std::array<float, kLoneSigns> lone;
  std::array<float, kRolePairs> role_pairs;  ///< For words that are neither equal nor the same.
  std::array<float, kAmongSigns> among;      ///< Not used in the first round, which has no guesses to go by.
};

inline constexpr std::size_t kRounds = 3;
inline constexpr float kLeastProbability = 0.43F;

extern std::array<LinkRound, kRounds> const kLinkRounds;

}  // namespace stemma
