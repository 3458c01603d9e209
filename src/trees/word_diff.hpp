// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stemma {

/// Words of two texts that stand for each other, as positions, both rising.
struct CommonWord {
  std::uint32_t left = 0;
  std::uint32_t right = 0;

  [[nodiscard]] friend bool operator==(CommonWord const&, CommonWord const&) = default;
};

/// WordDiff: here are the words of two copies of one text, which word stands for which?
///
/// In    two sequences of words, and how many words may differ at most.
/// Out   a longest common subsequence; nothing where more words differ.
/// How   Myers, An O(ND) difference algorithm (1986).
/// Cost  words × differences; memory the square of the differences.
[[nodiscard]] std::optional<std::vector<CommonWord>> match_words(
  std::span<std::uint64_t const> left, std::span<std::uint64_t const> right, std::size_t most_differences
);

}  // namespace stemma
