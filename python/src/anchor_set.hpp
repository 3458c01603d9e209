// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace stemma::python {

/// A few anchors among very many: most questions are answered by one bit.
class AnchorSet {
 public:
  explicit AnchorSet(std::vector<std::uint64_t> const& anchors)
      : anchors_{anchors.begin(), anchors.end()}, is_some_(kBits) {
    for (auto const anchor : anchors) {
      is_some_[anchor % kBits] = true;
    }
  }

  [[nodiscard]] bool empty() const noexcept { return anchors_.empty(); }

  [[nodiscard]] bool contains(std::uint64_t anchor) const {
    return is_some_[anchor % kBits] && anchors_.contains(anchor);
  }

 private:
  static constexpr std::size_t kBits = std::size_t{1} << 20U;

  std::unordered_set<std::uint64_t> anchors_;
  std::vector<bool> is_some_;
};

}  // namespace stemma::python
