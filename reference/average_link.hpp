// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace stemma::reference {

/// Average link, the slow and obvious way: look at all pairs of clusters, join the most alike, start again.
/// `similarity` is a square, symmetric table.
inline std::vector<std::vector<std::uint32_t>> link_by_average(
  std::vector<std::vector<double>> const& similarity, double threshold
) {
  std::vector<std::vector<std::uint32_t>> clusters;
  for (std::uint32_t text = 0; text < similarity.size(); ++text) {
    clusters.push_back({text});
  }
  while (true) {
    double best = threshold;
    std::size_t first = 0;
    std::size_t second = 0;
    for (std::size_t a = 0; a < clusters.size(); ++a) {
      for (std::size_t b = a + 1; b < clusters.size(); ++b) {
        double sum = 0;
        for (auto const left : clusters[a]) {
          for (auto const right : clusters[b]) {
            sum += similarity[left][right];
          }
        }
        double const average = sum / static_cast<double>(clusters[a].size() * clusters[b].size());
        if (average > best || (average == best && second == 0)) {
          best = average;
          first = a;
          second = b;
        }
      }
    }
    if (second == 0) {
      return clusters;
    }
    clusters[first].insert(clusters[first].end(), clusters[second].begin(), clusters[second].end());
    std::ranges::sort(clusters[first]);
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(second));
  }
}

}  // namespace stemma::reference
