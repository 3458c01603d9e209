// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace stemma::reference {

/// Equal words: where the run begins on both sides, and its length.
struct Run {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint32_t length = 0;
};

/// Greedy string tiling, the slow way: looks at every cell of the matrix for the longest free run, again and again, until
/// none has `shortest` words. Returns the runs sorted by `left`. Cost: O(left × right) a run.
[[nodiscard]] inline std::vector<Run> tile(
  std::vector<std::uint32_t> const& left, std::vector<std::uint32_t> const& right, std::uint32_t shortest
) {
  auto const order = [](Run const& run) { return std::tuple{~run.length, run.left, run.right}; };
  std::vector<std::uint8_t> left_taken(left.size(), 0);
  std::vector<std::uint8_t> right_taken(right.size(), 0);
  std::vector<Run> runs;
  for (;;) {
    Run best;
    std::vector<std::uint32_t> above(right.size() + 1, 0);
    for (std::uint32_t i = 0; i < left.size(); ++i) {
      std::vector<std::uint32_t> row(above.size(), 0);
      for (std::uint32_t j = 0; j < right.size(); ++j) {
        bool const is_free = left_taken[i] == 0 && right_taken[j] == 0;
        row[j + 1] = is_free && left[i] == right[j] ? above[j] + 1 : 0;
        Run const run{i + 1 - row[j + 1], j + 1 - row[j + 1], row[j + 1]};
        if (run.length > 0 && order(run) < order(best)) {
          best = run;
        }
      }
      above = std::move(row);
    }
    if (best.length < shortest) {
      break;
    }
    std::fill_n(left_taken.begin() + best.left, best.length, std::uint8_t{1});
    std::fill_n(right_taken.begin() + best.right, best.length, std::uint8_t{1});
    runs.push_back(best);
  }
  std::sort(runs.begin(), runs.end(), [](Run const& a, Run const& b) { return a.left < b.left; });
  return runs;
}

}  // namespace stemma::reference
