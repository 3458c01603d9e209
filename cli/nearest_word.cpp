// SPDX-License-Identifier: Apache-2.0
#include "cli/nearest_word.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace stemma::cli {

namespace {

constexpr std::size_t kLongestTyped = 40;

/// Changes of one letter, and swaps of two neighbours, that lead from one word to the other.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::vector<std::size_t>> steps(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
  std::iota(steps[0].begin(), steps[0].end(), std::size_t{0});
  for (std::size_t l = 1; l <= left.size(); ++l) {
    steps[l][0] = l;
    for (std::size_t r = 1; r <= right.size(); ++r) {
      std::size_t const replaced = steps[l - 1][r - 1] + (left[l - 1] == right[r - 1] ? 0 : 1);
      steps[l][r] = std::min({steps[l - 1][r] + 1, steps[l][r - 1] + 1, replaced});
      bool const is_swap = l > 1 && r > 1 && left[l - 1] == right[r - 2] && left[l - 2] == right[r - 1];
      if (is_swap) {
        steps[l][r] = std::min(steps[l][r], steps[l - 2][r - 2] + 1);
      }
    }
  }
  return steps[left.size()][right.size()];
}

}  // namespace

std::optional<std::string> nearest_word(std::string_view typed, std::span<std::string const> known) {
  if (typed.size() > kLongestTyped) {
    return {};
  }
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(1, typed.size() / 3) + 1;
  for (std::string const& word : known) {
    std::size_t const so_far = distance(typed, word);
    if (so_far < best_distance) {
      best = word;
      best_distance = so_far;
    }
  }
  return best;
}

}  // namespace stemma::cli
