// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace stemma::reference {

/// The slow twin of the postings of a segment: a map from key to the documents that have it.
class Postings {
 public:
  void add(std::uint64_t key, std::uint32_t place, std::uint32_t weight) { carriers_[key].emplace_back(place, weight); }

  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> find(std::uint64_t key) const {
    auto const found = carriers_.find(key);
    return found == carriers_.end() ? std::vector<std::pair<std::uint32_t, std::uint32_t>>{} : found->second;
  }

 private:
  std::map<std::uint64_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>> carriers_;
};

}  // namespace stemma::reference
