// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "passages/exact_runs.hpp"

namespace stemma::reference {

/// The slow twin of find_exact_runs: looks at every cell of the matrix for the longest free run, again and again.
/// Cost: O(left × right) a run. Equal to the fast one wherever no seed stands more than 8 times in the right text.
[[nodiscard]] inline std::vector<ExactRun> find_exact_runs(WordText const& left, WordText const& right) {
  auto const order = [](ExactRun const& run) { return std::tuple{~run.length, run.left_begin, run.right_begin}; };
  std::vector<std::uint8_t> left_taken(left.words.size(), 0);
  std::vector<std::uint8_t> right_taken(right.words.size(), 0);
  std::vector<ExactRun> runs;
  for (;;) {
    ExactRun best;
    std::vector<std::uint32_t> above(right.words.size() + 1, 0);
    for (std::uint32_t i = 0; i < left.words.size(); ++i) {
      std::vector<std::uint32_t> row(above.size(), 0);
      for (std::uint32_t j = 0; j < right.words.size(); ++j) {
        bool const is_free = left_taken[i] == 0 && right_taken[j] == 0;
        row[j + 1] = is_free && left.words[i].form == right.words[j].form ? above[j] + 1 : 0;
        ExactRun const run{i + 1 - row[j + 1], j + 1 - row[j + 1], row[j + 1]};
        if (run.length > 0 && order(run) < order(best)) {
          best = run;
        }
      }
      above = std::move(row);
    }
    if (best.length < kShortestRun) {
      break;
    }
    std::fill_n(left_taken.begin() + best.left_begin, best.length, std::uint8_t{1});
    std::fill_n(right_taken.begin() + best.right_begin, best.length, std::uint8_t{1});
    runs.push_back(best);
  }
  std::sort(runs.begin(), runs.end(), [](ExactRun const& a, ExactRun const& b) { return a.left_begin < b.left_begin; });
  return runs;
}

}  // namespace stemma::reference
