// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "stories/neighbours.hpp"

namespace stemma {

/// Joins numbers into groups.
class NumberGroups {
 public:
  std::uint32_t root(std::uint32_t number) {
    auto at = parents_.try_emplace(number, number).first->second;
    while (at != number) {
      auto const above = parents_.at(at);
      parents_[number] = above;
      number = at;
      at = above;
    }
    return number;
  }

  void join(std::uint32_t left, std::uint32_t right) {
    auto const a = root(left);
    auto const b = root(right);
    parents_[std::max(a, b)] = std::min(a, b);
  }

  [[nodiscard]] std::map<std::uint32_t, std::set<std::uint32_t>> all() {
    std::map<std::uint32_t, std::set<std::uint32_t>> groups;
    std::vector<std::uint32_t> numbers;
    for (auto const& [number, parent] : parents_) {
      numbers.push_back(number);
    }
    for (auto const number : numbers) {
      groups[root(number)].insert(number);
    }
    return groups;
  }

 private:
  std::unordered_map<std::uint32_t, std::uint32_t> parents_;
};

/// Whether these pairs hold so many together.
[[nodiscard]] inline bool are_one(std::size_t count, std::span<Likeness const> together) {
  NumberGroups groups;
  for (auto const& pair : together) {
    groups.join(pair.left, pair.right);
  }
  for (std::uint32_t place = 1; place < count; ++place) {
    if (groups.root(place) != groups.root(0)) {
      return false;
    }
  }
  return true;
}

}  // namespace stemma
