// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

namespace stemma {

/// Keys that do not change any more; made once from a list, then asked very often.
class KeySet {
 public:
  KeySet() = default;

  /// The keys are numbers without pattern; 0 may be one.
  explicit KeySet(
    std::span<std::uint64_t const> keys, std::pmr::memory_resource* memory = std::pmr::get_default_resource()
  )
      : slots_(keys.empty() ? 0 : std::bit_ceil(keys.size() * 3 / 2 + 1), memory),
        filter_(keys.empty() ? 0 : std::bit_ceil(keys.size() / 4 + 1), memory) {
    for (auto const key : keys) {
      insert(key + 1);
      filter_[key / 64 & (filter_.size() - 1)] |= std::uint64_t{1} << (key % 64);
    }
  }

  [[nodiscard]] bool empty() const noexcept { return slots_.empty(); }

  [[nodiscard]] bool contains(std::uint64_t key) const noexcept {
    if (slots_.empty() || (filter_[key / 64 & (filter_.size() - 1)] >> (key % 64) & 1U) == 0) {
      return false;
    }
    for (auto at = place_of(key + 1);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at] == 0 || slots_[at] == key + 1) {
        return slots_[at] != 0;
      }
    }
  }

 private:
  [[nodiscard]] std::size_t place_of(std::uint64_t stored) const noexcept {
    return (stored * 0x9E3779B97F4A7C15ULL >> 20U) & (slots_.size() - 1);
  }

  void insert(std::uint64_t stored) {
    auto at = place_of(stored);
    while (slots_[at] != 0 && slots_[at] != stored) {
      at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at] = stored;
  }

  std::pmr::vector<std::uint64_t> slots_;   // key + 1; 0 where free
  std::pmr::vector<std::uint64_t> filter_;  // a bit for each key, of sixteen at least: spares most searches
};

}  // namespace stemma
