// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "passages/word_pair.hpp"

namespace stemma {

/// Equal words [left_begin, left_begin + length) and [right_begin, right_begin + length).
struct ExactRun {
  std::uint32_t left_begin = 0;
  std::uint32_t right_begin = 0;
  std::uint32_t length = 0;

  [[nodiscard]] std::uint32_t left_end() const noexcept { return left_begin + length; }

  [[nodiscard]] std::uint32_t right_end() const noexcept { return right_begin + length; }

  [[nodiscard]] friend bool operator==(ExactRun const&, ExactRun const&) = default;
};

/// A run shorter than this is no seed. Words.
inline constexpr std::uint32_t kShortestRun = 4;

/// Runs of words that both texts have, longest first, none overlapping a chosen one on either side (greedy string
/// tiling: Wise 1993); returned sorted by left_begin. A seed that stands more than 8 times in the right text is
/// tried only against its like-numbered occurrence, so that repetition costs no more than length.
/// Cost: linear in words, plus sorting of the runs.
[[nodiscard]] std::vector<ExactRun> find_exact_runs(WordText const& left, WordText const& right);

}  // namespace stemma
