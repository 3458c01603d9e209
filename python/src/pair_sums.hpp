// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stemma::python {

struct CountedPair {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint16_t common = 0;
  std::uint16_t in_crowds = 0;  // modulo 65536: see `tell_crowd`

  [[nodiscard]] friend bool operator<(CountedPair const& one, CountedPair const& other) noexcept {
    return one.key() < other.key();
  }

  [[nodiscard]] std::uint64_t key() const noexcept { return std::uint64_t{left} << 32U | right; }

  void add(CountedPair const& other) noexcept {
    common = static_cast<std::uint16_t>(common + other.common);
    in_crowds = static_cast<std::uint16_t>(in_crowds + other.in_crowds);
  }
};

/// Adds up pairs of which most are the same.
class PairSums {
 public:
  void add(CountedPair const& pair);

  /// Sorted; afterwards it is empty.
  [[nodiscard]] std::vector<CountedPair> take();

 private:
  void grow();

  std::vector<CountedPair> sums_;
  std::vector<std::uint32_t> places_;  // by hash: 1 + place among the sums, or 0
};

/// The sums of equal pairs, sorted; for pairs that come in few rows that are sorted already.
[[nodiscard]] std::vector<CountedPair> added_up(std::vector<CountedPair> pairs);

}  // namespace stemma::python
