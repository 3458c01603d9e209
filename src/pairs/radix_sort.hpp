// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace stemma {

/// Sorts items by the low bits of an unsigned key, at least `key_bits` of them, stably, least digit first; digits in
/// which all keys agree cost one look. `scratch` is reused between calls.
template <typename Items, typename KeyOf>
void radix_sort(Items& items, Items& scratch, KeyOf const& key_of, unsigned key_bits = 64) {
  constexpr unsigned digit_bits = 11;
  auto const digits = (std::size_t{key_bits} + digit_bits - 1) / digit_bits;
  constexpr std::size_t buckets = std::size_t{1} << digit_bits;
  std::vector<std::array<std::size_t, buckets>> counts(digits);
  for (auto const& item : items) {
    std::uint64_t const key = key_of(item);
    for (std::size_t digit = 0; digit < digits; ++digit) {
      ++counts[digit][(key >> (digit * digit_bits)) % buckets];
    }
  }
  scratch.resize(items.size());
  for (std::size_t digit = 0; digit < digits && !items.empty(); ++digit) {
    auto& count = counts[digit];
    auto const shift = digit * digit_bits;
    if (count[(key_of(items.front()) >> shift) % buckets] == items.size()) {
      continue;
    }
    std::size_t begin = 0;
    for (auto& bucket : count) {
      begin += std::exchange(bucket, begin);
    }
    for (auto const& item : items) {
      scratch[count[(key_of(item) >> shift) % buckets]++] = item;
    }
    items.swap(scratch);
  }
}

}  // namespace stemma
