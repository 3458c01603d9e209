// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace stemma {

/// Gives each distinct hash a small number, in the order of first sight. Open addressing: far faster than a node map.
class Interner {
 public:
  explicit Interner(std::size_t most) : mask_{std::bit_ceil(2 * most + 2) - 1}, slots_(mask_ + 1) {}

  [[nodiscard]] std::uint32_t number_of(std::uint64_t hash) {
    std::size_t const slot = slot_of(hash);
    if (slots_[slot].number == 0) {
      slots_[slot] = {hash, ++count_};
    }
    return slots_[slot].number - 1;
  }

  /// UINT32_MAX where the hash has not been seen.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const { return slots_[slot_of(hash)].number - 1; }

  [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = 0;  // 0 = free, otherwise the number + 1
  };

  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const {
    std::size_t slot = (hash * 0x9E3779B97F4A7C15ULL >> 20U) & mask_;
    while (slots_[slot].number != 0 && slots_[slot].hash != hash) {
      slot = (slot + 1) & mask_;
    }
    return slot;
  }

  std::size_t mask_;
  std::vector<Slot> slots_;
  std::uint32_t count_ = 0;
};

}  // namespace stemma
