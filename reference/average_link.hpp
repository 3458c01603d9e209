// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "stories/average_link.hpp"

namespace stemma::reference {

/// Average link, the slow and obvious way: look at all pairs of clusters, join the most alike, start again.
inline Clusters link_by_average(std::size_t texts, std::span<Likeness const> alike, double threshold) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> similarity;
  for (Likeness const& pair : alike) {
    similarity[{pair.left, pair.right}] = pair.similarity;
    similarity[{pair.right, pair.left}] = pair.similarity;
  }
  Clusters clusters;
  for (std::uint32_t text = 0; text < texts; ++text) {
    clusters.push_back({text});
  }
  while (true) {
    double best = threshold;
    std::pair<std::size_t, std::size_t> join{0, 0};
    for (std::size_t a = 0; a < clusters.size(); ++a) {
      for (std::size_t b = a + 1; b < clusters.size(); ++b) {
        double sum = 0;
        for (auto const left : clusters[a]) {
          for (auto const right : clusters[b]) {
            sum += similarity[{left, right}];
          }
        }
        double const average = sum / static_cast<double>(clusters[a].size() * clusters[b].size());
        if (average > best || (average == best && join.second == 0)) {
          best = average;
          join = {a, b};
        }
      }
    }
    if (join.second == 0) {
      return clusters;
    }
    auto& into = clusters[join.first];
    auto const& from = clusters[join.second];
    into.insert(into.end(), from.begin(), from.end());
    std::ranges::sort(into);
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(join.second));
  }
}

}  // namespace stemma::reference
