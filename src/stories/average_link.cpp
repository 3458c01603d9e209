// SPDX-License-Identifier: Apache-2.0
#include "stories/average_link.hpp"

#include <algorithm>
#include <queue>
#include <span>
#include <utility>
#include <vector>

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

/// Sums by the name of another cluster, in the order of the names. Nearly all are short.
class SumsByName {
 public:
  double& operator[](std::uint32_t name) {
    auto at = place_of(name);
    if (at == sums_.end() || at->first != name) {
      at = sums_.insert(at, {name, 0.0});
    }
    return at->second;
  }

  void erase(std::uint32_t name) {
    auto const at = place_of(name);
    if (at != sums_.end() && at->first == name) {
      sums_.erase(at);
    }
  }

  void clear() { sums_ = {}; }

  void reserve(std::size_t count) { sums_.reserve(count); }

  [[nodiscard]] auto begin() const { return sums_.begin(); }

  [[nodiscard]] auto end() const { return sums_.end(); }

 private:
  using Sums = std::vector<std::pair<std::uint32_t, double>>;

  [[nodiscard]] Sums::iterator place_of(std::uint32_t name) {
    if (sums_.empty() || sums_.back().first < name) {
      return sums_.end();
    }
    return std::ranges::lower_bound(sums_, name, {}, &Sums::value_type::first);
  }

  Sums sums_;
};

/// Clusters are named by their lowest text, so that names do not depend on the order of the joins.
class Agglomeration {
 public:
  explicit Agglomeration(std::size_t texts) : clusters_(texts), next_(texts), home_(texts), sums_(texts) {
    for (std::uint32_t text = 0; text < texts; ++text) {
      clusters_[text].last = next_[text] = home_[text] = text;
    }
  }

  /// These will be added: room for them and no more.
  void expect(std::span<Likeness const> alike) {
    std::vector<std::uint32_t> counts(sums_.size());
    for (Likeness const& pair : alike) {
      if (home_[pair.left] != home_[pair.right]) {
        ++counts[home_[pair.left]];
        ++counts[home_[pair.right]];
      }
    }
    for (std::size_t text = 0; text < counts.size(); ++text) {
      sums_[text].reserve(counts[text]);
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
    for (std::uint32_t left = 0; left < sums_.size(); ++left) {
      for (auto const& [right, sum] : sums_[left]) {
        if (left < right) {
          offer(left, right, sum, threshold);
        }
      }
    }
    while (!offers_.empty()) {
      Offer const best = offers_.top();
      offers_.pop();
      if (clusters_[best.left].size == best.left_size && clusters_[best.right].size == best.right_size) {
        join(best.left, best.right, threshold);
      }
    }
  }

  [[nodiscard]] Linked result() && {
    Linked linked;
    std::vector<std::uint32_t> number(clusters_.size(), 0);
    for (std::uint32_t name = 0; name < clusters_.size(); ++name) {
      if (clusters_[name].size != 0) {
        number[name] = static_cast<std::uint32_t>(linked.clusters.size());
        auto& members = linked.clusters.emplace_back();
        members.reserve(clusters_[name].size);
        each_member(name, [&](std::uint32_t text) { members.push_back(text); });
        std::ranges::sort(members);
      }
    }
    for (std::uint32_t left = 0; left < sums_.size(); ++left) {
      for (auto const& [right, sum] : sums_[left]) {
        if (left < right) {
          linked.apart.push_back({number[left], number[right], average(left, right, sum)});
        }
      }
    }
    return linked;
  }

 private:
  /// Its members are a chain that begins with the text it is named by and ends with one that is followed by itself.
  struct Cluster {
    std::uint32_t size = 1;  ///< 0 once absorbed.
    std::uint32_t last = 0;
  };

  template <typename Take>
  void each_member(std::uint32_t name, Take const& take) const {
    for (auto text = name;; text = next_[text]) {
      take(text);
      if (next_[text] == text) {
        return;
      }
    }
  }

  [[nodiscard]] double average(std::uint32_t left, std::uint32_t right, double sum) const {
    return sum / (static_cast<double>(clusters_[left].size) * static_cast<double>(clusters_[right].size));
  }

  void offer(std::uint32_t left, std::uint32_t right, double sum, double threshold) {
    double const value = average(left, right, sum);
    if (value >= threshold) {
      offers_.push({value, left, right, clusters_[left].size, clusters_[right].size});
    }
  }

  void absorb(std::uint32_t left, std::uint32_t right) {
    STEMMA_DEBUG_ASSERT(left < right, "a cluster is named by its lowest text");
    each_member(right, [&](std::uint32_t text) { home_[text] = left; });
    next_[clusters_[left].last] = right;
    clusters_[left].last = clusters_[right].last;
    clusters_[left].size += std::exchange(clusters_[right].size, 0U);
  }

  void join(std::uint32_t left, std::uint32_t right, double threshold) {
    absorb(left, right);
    sums_[left].erase(right);
    for (auto const& [other, sum] : sums_[right]) {
      if (other != left) {
        auto const both = sums_[left][other] += sum;
        sums_[other].erase(right);
        sums_[other][left] = both;
      }
    }
    sums_[right].clear();
    for (auto const& [other, sum] : sums_[left]) {
      offer(std::min(left, other), std::max(left, other), sum, threshold);
    }
  }

  std::vector<Cluster> clusters_;    ///< By name.
  std::vector<std::uint32_t> next_;  ///< Text to the next one of its cluster.
  std::vector<std::uint32_t> home_;  ///< Text to the name of its cluster.
  std::vector<SumsByName> sums_;     ///< Similarity summed over the pairs of two clusters.
  std::priority_queue<Offer> offers_;
};

}  // namespace

Linked link_by_average(
  std::size_t texts, std::vector<Likeness> alike, std::span<Likeness const> together, double threshold
) {
  Agglomeration clusters{texts};
  for (Likeness const& pair : together) {
    clusters.join_from_start(pair);
  }
  clusters.expect(alike);
  for (Likeness const& pair : alike) {
    clusters.add(pair);
  }
  alike = {};
  clusters.run(threshold);
  return std::move(clusters).result();
}

}  // namespace stemma
