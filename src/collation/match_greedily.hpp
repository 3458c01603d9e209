// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <tuple>
#include <vector>

namespace stemma {

/// A left and a right thing that may belong together.
struct MatchCandidate {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double score = 0;
};

/// One-to-one matching, best score first; ties by the smaller left, then right.
[[nodiscard]] inline std::vector<MatchCandidate> match_greedily(std::vector<MatchCandidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), [](auto const& a, auto const& b) {
    return std::tuple{-a.score, a.left, a.right} < std::tuple{-b.score, b.left, b.right};
  });
  std::set<std::uint32_t> left_taken;
  std::set<std::uint32_t> right_taken;
  std::vector<MatchCandidate> matched;
  for (MatchCandidate const& candidate : candidates) {
    if (!left_taken.contains(candidate.left) && !right_taken.contains(candidate.right)) {
      left_taken.insert(candidate.left);
      right_taken.insert(candidate.right);
      matched.push_back(candidate);
    }
  }
  return matched;
}

}  // namespace stemma
