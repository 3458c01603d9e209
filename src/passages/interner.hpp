// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace stemma {

/// Gives each distinct hash a small number, in the order of first sight. Open addressing: far faster than a node map. A slot
/// holds the number and the upper half of the hash, so that the table stays in the nearest cache; the hashes themselves stand
/// side by side by number, and only a slot whose half agrees is looked up there.
class Interner {
 public:
  explicit Interner(std::size_t most) : mask_{std::bit_ceil(most + most / 2 + 2) - 1}, slots_(mask_ + 1, 0) {}

  [[nodiscard]] std::uint32_t number_of(std::uint64_t hash) {
    std::size_t const slot = slot_of(hash);
    if (slots_[slot] == 0) {
      hashes_.push_back(hash);
      slots_[slot] = (hash & kUpperHalf) | hashes_.size();
    }
    return number_in(slot);
  }

  /// UINT32_MAX where the hash has not been seen.
  [[nodiscard]] std::uint32_t find(std::uint64_t hash) const { return number_in(slot_of(hash)); }

  /// Gives back what room is not needed for what has been seen.
  void fit() {
    Interner small{hashes_.size()};
    small.hashes_.reserve(hashes_.size());
    for (auto const hash : hashes_) {
      static_cast<void>(small.number_of(hash));
    }
    *this = std::move(small);
  }

  [[nodiscard]] std::uint64_t hash_of(std::uint32_t number) const { return hashes_[number]; }

  [[nodiscard]] std::uint32_t count() const noexcept { return static_cast<std::uint32_t>(hashes_.size()); }

 private:
  static constexpr std::uint64_t kUpperHalf = 0xFFFFFFFF00000000ULL;

  [[nodiscard]] std::uint32_t number_in(std::size_t slot) const { return static_cast<std::uint32_t>(slots_[slot]) - 1; }

  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const {
    std::size_t slot = (hash * 0x9E3779B97F4A7C15ULL >> 20U) & mask_;
    while (slots_[slot] != 0 && !holds(slot, hash)) {
      slot = (slot + 1) & mask_;
    }
    return slot;
  }

  [[nodiscard]] bool holds(std::size_t slot, std::uint64_t hash) const {
    return ((slots_[slot] ^ hash) & kUpperHalf) == 0 && hashes_[number_in(slot)] == hash;
  }

  std::size_t mask_;
  std::vector<std::uint64_t> slots_;   // 0 = free, otherwise the upper half of the hash, and the number + 1
  std::vector<std::uint64_t> hashes_;  // by number
};

}  // namespace stemma
