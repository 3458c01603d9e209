// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
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

/// Adds up pairs that come in rows that are sorted by left document, a stretch of left documents at a time; the rows stay where they lie.
class PairRows {
 public:
  explicit PairRows(std::vector<std::string_view> const& blocks);

  [[nodiscard]] std::size_t pairs() const noexcept { return pairs_; }

  /// The sums of the pairs whose left document is less than that, sorted, as far as they were not taken before.
  [[nodiscard]] std::vector<CountedPair> take(std::uint32_t left_end);

 private:
  std::vector<std::string_view> rows_;  // what is left of each
  std::size_t pairs_ = 0;
};

}  // namespace stemma::python
