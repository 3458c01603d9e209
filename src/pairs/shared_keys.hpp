// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma {

/// Lets go of records whose key surely no other of them has, which is nearly all: what is left need not be sorted with them.
class SharedKeys {
 public:
  /// Moves what is left to the front, in its order, and returns it. The key stands above `shift` bits; its lowest bits are without pattern.
  [[nodiscard]] std::span<std::uint64_t> keep(std::span<std::uint64_t> records, unsigned shift) {
    constexpr std::size_t bits_a_record = 16;
    auto const words = std::bit_ceil(records.size() * bits_a_record / 64 + 1);
    once_.assign(words, 0);
    twice_.assign(words, 0);
    auto const place_of = [&](std::uint64_t record) { return record >> shift & (64 * words - 1); };
    for (auto const record : records) {
      auto const place = place_of(record);
      auto const bit = std::uint64_t{1} << (place % 64);
      twice_[place / 64] |= once_[place / 64] & bit;
      once_[place / 64] |= bit;
    }
    std::size_t kept = 0;
    for (auto const record : records) {
      auto const place = place_of(record);
      records[kept] = record;
      kept += twice_[place / 64] >> (place % 64) & 1U;
    }
    return records.first(kept);
  }

 private:
  std::vector<std::uint64_t> once_;
  std::vector<std::uint64_t> twice_;
};

}  // namespace stemma
