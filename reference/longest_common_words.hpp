// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma::reference {

/// Length of a longest common subsequence, by the table of all prefixes. Slow twin of `match_words`.
inline std::size_t longest_common_words(std::span<std::uint64_t const> left, std::span<std::uint64_t const> right) {
  std::vector<std::vector<std::size_t>> table(left.size() + 1, std::vector<std::size_t>(right.size() + 1, 0));
  for (std::size_t l = 1; l <= left.size(); ++l) {
    for (std::size_t r = 1; r <= right.size(); ++r) {
      table[l][r] = left[l - 1] == right[r - 1] ? table[l - 1][r - 1] + 1 : std::max(table[l - 1][r], table[l][r - 1]);
    }
  }
  return table[left.size()][right.size()];
}

}  // namespace stemma::reference
