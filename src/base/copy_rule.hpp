// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "base/shingles.hpp"
#include "base/sketch.hpp"

namespace stemma {

/// A run of so many words is no stock phrase.
inline constexpr std::uint32_t kCopiedRunWords = 32;

/// This share of one text's shingles is no chance, provided that the run below is there.
inline constexpr double kCopiedContainment = 0.15;
inline constexpr std::uint32_t kLeastRunWords = 8;

/// Whether a pair counts as copied wording: a long run, or a good share of one text with at least a clause in one piece.
[[nodiscard]] inline bool is_copy(CopyPair const& pair) noexcept {
  auto const containment = std::max(pair.containment_left, pair.containment_right);
  return pair.longest_run_words >= kCopiedRunWords ||
         (containment >= kCopiedContainment && pair.longest_run_words >= kLeastRunWords);
}

}  // namespace stemma
