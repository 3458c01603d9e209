// SPDX-License-Identifier: Apache-2.0
#include "clusters/copy_clusterer.hpp"

#include <algorithm>

namespace stemma {

namespace {

/// Documents that links join, by their places in a sorted list.
class LinkedDocuments {
 public:
  LinkedDocuments(std::span<CopyLink const> links, std::pmr::memory_resource* memory)
      : numbers_{memory}, begins_{memory}, neighbours_{memory} {
    numbers_.reserve(2 * links.size());
    for (auto const& link : links) {
      numbers_.insert(numbers_.end(), {link.left, link.right});
    }
    std::ranges::sort(numbers_);
    auto const repeats = std::ranges::unique(numbers_);
    numbers_.erase(repeats.begin(), repeats.end());
    numbers_.shrink_to_fit();
    begins_.assign(numbers_.size() + 1, 0);
    for (auto const& link : links) {
      ++begins_[place_of(link.left)];
      ++begins_[place_of(link.right)];
    }
    std::size_t sum = 0;
    for (auto& begin : begins_) {
      sum += begin;
      begin = sum;  // the ends, from which filling goes down
    }
    neighbours_.resize(sum);
    for (auto const& link : links) {
      auto const left = place_of(link.left);
      auto const right = place_of(link.right);
      neighbours_[--begins_[left]] = right;
      neighbours_[--begins_[right]] = left;
    }
    for (std::uint32_t place = 0; place < numbers_.size(); ++place) {
      std::ranges::sort(
        neighbours_.begin() + static_cast<std::ptrdiff_t>(begins_[place]),
        neighbours_.begin() + static_cast<std::ptrdiff_t>(begins_[place + 1])
      );
    }
  }

  [[nodiscard]] std::pmr::vector<std::uint32_t> const& numbers() const noexcept { return numbers_; }

  [[nodiscard]] std::span<std::uint32_t const> neighbours(std::uint32_t place) const {
    return std::span{neighbours_}.subspan(begins_[place], begins_[place + 1] - begins_[place]);
  }

  [[nodiscard]] std::uint32_t place_of(std::uint32_t number) const {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(numbers_, number) - numbers_.begin());
  }

 private:
  std::pmr::vector<std::uint32_t> numbers_;
  std::pmr::vector<std::size_t> begins_;
  std::pmr::vector<std::uint32_t> neighbours_;
};

}  // namespace

std::pmr::vector<CopyCluster> CopyClusterer::cluster(std::span<CopyLink const> links) const {
  LinkedDocuments const documents{links, memory_};
  auto const& numbers = documents.numbers();
  std::pmr::vector<std::pair<CopyRank, std::uint32_t>> order{memory_};
  order.reserve(numbers.size());
  for (std::uint32_t place = 0; place < numbers.size(); ++place) {
    order.emplace_back(rank_of_(numbers[place]), place);
  }
  std::ranges::sort(order);
  std::pmr::vector<bool> is_taken(numbers.size(), false, memory_);
  std::pmr::vector<std::uint32_t> refused_by(
    numbers.size(), ~0U, memory_
  );  // the last representative of which it is no copy
  std::pmr::vector<CopyCluster> clusters{memory_};
  for (auto const& [rank, representative] : order) {
    if (is_taken[representative]) {
      continue;
    }
    is_taken[representative] = true;
    std::pmr::vector<std::uint32_t> members(1, representative, memory_);
    auto const linked = documents.neighbours(representative);
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (auto const next : documents.neighbours(members[i])) {
        if (is_taken[next] || refused_by[next] == representative) {
          continue;
        }
        if (std::ranges::binary_search(linked, next) || are_copies_(numbers[representative], numbers[next])) {
          is_taken[next] = true;
          members.push_back(next);
        } else {
          refused_by[next] = representative;
        }
      }
    }
    if (members.size() > 1) {
      for (auto& member : members) {
        member = numbers[member];
      }
      std::ranges::sort(members);
      clusters.push_back({numbers[representative], std::move(members)});
    }
  }
  std::ranges::sort(clusters, {}, [](CopyCluster const& cluster) { return cluster.members.front(); });
  return clusters;
}

}  // namespace stemma
