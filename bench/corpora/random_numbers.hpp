// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace stemma::bench {

/// SplitMix64: the same numbers from the same seed on every machine and compiler.
class RandomNumbers {
 public:
  explicit RandomNumbers(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15ULL;
    auto value = state_;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
  }

  /// 0…count-1.
  std::uint64_t below(std::uint64_t count) noexcept { return count == 0 ? 0 : next() % count; }

  /// 0…1, 1 excluded.
  double share() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace stemma::bench
