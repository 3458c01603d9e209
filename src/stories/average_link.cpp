// SPDX-License-Identifier: Apache-2.0
#include "stories/average_link.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <utility>

#include "base/assert.hpp"

namespace stemma {

namespace {

/// A join that looked good when it was queued; stale once either cluster has changed.
struct Offer {
  double average = 0;
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint32_t left_size = 0;
  std::uint32_t right_size = 0;

  /// The queue's top is the greatest: most alike, then the lowest texts.
  [[nodiscard]] friend bool operator<(Offer const& a, Offer const& b) {
    if (a.average != b.average) {
      return a.average < b.average;
    }
    return std::pair{b.left, b.right} < std::pair{a.left, a.right};
  }
};

/// Clusters are named by their lowest text, so that names do not depend on the order of the joins.
class Agglomeration {
 public:
  explicit Agglomeration(std::size_t texts) : members_(texts), sums_(texts) {
    for (std::uint32_t text = 0; text < texts; ++text) {
      members_[text] = {text};
      home_.push_back(text);
    }
  }

  void add(Likeness const& pair) {
    auto const left = home_[pair.left];
    auto const right = home_[pair.right];
    if (left != right) {
      sums_[left][right] += pair.similarity;
      sums_[right][left] += pair.similarity;
    }
  }

  void join_from_start(Likeness const& pair) {
    auto const left = std::min(home_[pair.left], home_[pair.right]);
    auto const right = std::max(home_[pair.left], home_[pair.right]);
    if (left != right) {
      absorb(left, right);
    }
  }

  void run(double threshold) {
    for (std::uint32_t left = 0; left < members_.size(); ++left) {
      for (auto const& [right, sum] : sums_[left]) {
        if (left < right) {
          offer(left, right, threshold);
        }
      }
    }
    while (!offers_.empty()) {
      Offer const best = offers_.top();
      offers_.pop();
      if (members_[best.left].size() == best.left_size && members_[best.right].size() == best.right_size) {
        join(best.left, best.right, threshold);
      }
    }
  }

  [[nodiscard]] Linked result() && {
    Linked linked;
    std::vector<std::uint32_t> number(members_.size(), 0);
    for (std::uint32_t name = 0; name < members_.size(); ++name) {
      if (!members_[name].empty()) {
        number[name] = static_cast<std::uint32_t>(linked.clusters.size());
        std::ranges::sort(members_[name]);
        linked.clusters.push_back(members_[name]);
      }
    }
    for (std::uint32_t left = 0; left < sums_.size(); ++left) {
      for (auto const& [right, sum] : sums_[left]) {
        if (left < right) {
          linked.apart.push_back({number[left], number[right], average(left, right)});
        }
      }
    }
    return linked;
  }

 private:
  [[nodiscard]] double average(std::uint32_t left, std::uint32_t right) const {
    auto const pairs = static_cast<double>(members_[left].size()) * static_cast<double>(members_[right].size());
    return sums_[left].at(right) / pairs;
  }

  void offer(std::uint32_t left, std::uint32_t right, double threshold) {
    double const value = average(left, right);
    if (value >= threshold) {
      auto const size = [&](std::uint32_t name) { return static_cast<std::uint32_t>(members_[name].size()); };
      offers_.push({value, left, right, size(left), size(right)});
    }
  }

  void absorb(std::uint32_t left, std::uint32_t right) {
    STEMMA_DEBUG_ASSERT(left < right, "a cluster is named by its lowest text");
    for (auto const text : members_[right]) {
      home_[text] = left;
    }
    members_[left].insert(members_[left].end(), members_[right].begin(), members_[right].end());
    members_[right].clear();
  }

  void join(std::uint32_t left, std::uint32_t right, double threshold) {
    absorb(left, right);
    sums_[left].erase(right);
    for (auto const& [other, sum] : sums_[right]) {
      if (other != left) {
        sums_[left][other] += sum;
        sums_[other][left] = sums_[left][other];
        sums_[other].erase(right);
      }
    }
    sums_[right].clear();
    for (auto const& [other, sum] : sums_[left]) {
      offer(std::min(left, other), std::max(left, other), threshold);
    }
  }

  std::vector<std::vector<std::uint32_t>> members_;    ///< By name; empty once absorbed.
  std::vector<std::map<std::uint32_t, double>> sums_;  ///< Similarity summed over the pairs of two clusters.
  std::vector<std::uint32_t> home_;                    ///< Text to the name of its cluster.
  std::priority_queue<Offer> offers_;
};

}  // namespace

Linked link_by_average(
  std::size_t texts, std::span<Likeness const> alike, std::span<Likeness const> together, double threshold
) {
  Agglomeration clusters{texts};
  for (Likeness const& pair : together) {
    clusters.join_from_start(pair);
  }
  for (Likeness const& pair : alike) {
    clusters.add(pair);
  }
  clusters.run(threshold);
  return std::move(clusters).result();
}

}  // namespace stemma
