// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace stemma {

/// So many items of a part: it is sorted within the nearest memory.
inline constexpr std::size_t kPartItems = std::size_t{1} << 14U;

/// The bits of a key, from the lowest on, in which some of the items differ.
template <typename Item, typename KeyOf>
[[nodiscard]] unsigned differing_bits(std::span<Item const> items, KeyOf const& key_of) {
  std::uint64_t differing = 0;
  for (auto const& item : items) {
    differing |= key_of(item) ^ key_of(items.front());
  }
  return static_cast<unsigned>(std::bit_width(differing));
}

/// Sorts items by the lowest bits of a key, stably, least digit first. They stand in one of the two places afterwards: the one returned.
template <typename Item, typename KeyOf>
[[nodiscard]] std::span<Item> sort_by_digits(
  std::span<Item> items, std::span<Item> spare, KeyOf const& key_of, unsigned bits
) {
  constexpr unsigned most_digit_bits = 11;
  constexpr std::size_t most_digits = 6;
  constexpr std::size_t few = 24;  // are sorted sooner than digits are counted
  auto const mask = bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  if (items.size() <= few) {
    for (std::size_t i = 1; i < items.size(); ++i) {
      auto const item = items[i];
      auto at = i;
      for (; at > 0 && (key_of(items[at - 1]) & mask) > (key_of(item) & mask); --at) {
        items[at] = items[at - 1];
      }
      items[at] = item;
    }
    return items;
  }
  auto const digits = (bits + most_digit_bits - 1) / most_digit_bits;
  auto const digit_bits = digits == 0 ? 1 : (bits + digits - 1) / digits;
  auto const digit_mask = (std::uint64_t{1} << digit_bits) - 1;
  std::array<std::array<std::uint32_t, std::size_t{1} << most_digit_bits>, most_digits> counts;
  for (unsigned digit = 0; digit < digits; ++digit) {
    std::fill_n(counts[digit].begin(), digit_mask + 1, 0U);
  }
  for (auto const& item : items) {
    std::uint64_t const key = key_of(item) & mask;
    for (unsigned digit = 0; digit < digits; ++digit) {
      ++counts[digit][key >> (digit * digit_bits) & digit_mask];
    }
  }
  for (unsigned digit = 0; digit < digits; ++digit) {
    auto& count = counts[digit];
    auto const digit_of = [&](Item const& item) { return (key_of(item) & mask) >> (digit * digit_bits) & digit_mask; };
    if (count[digit_of(items.front())] == items.size()) {
      continue;
    }
    std::uint32_t begin = 0;
    for (std::size_t value = 0; value <= digit_mask; ++value) {
      begin += std::exchange(count[value], begin);
    }
    for (auto const& item : items) {
      spare[count[digit_of(item)]++] = item;
    }
    std::swap(items, spare);
  }
  return items;
}

/// Parts items by the highest bits in which their keys differ, where they are too many to be sorted within the nearest memory, and
/// calls `take(part, spare, begin, bits)` for one part after the other, in the order of their keys: `begin` is where the part begins
/// among all, and the keys of a part agree but for the lowest `bits`. Items of a part keep their order. `scratch` is reused between calls.
template <typename Items, typename KeyOf, typename Take>
void part_by_key(Items& items, Items& scratch, KeyOf const& key_of, Take const& take) {
  using Item = typename Items::value_type;
  scratch.resize(items.size());
  std::span<Item> const all{items};
  std::span<Item> const spare{scratch};
  auto const bits = differing_bits(std::span<Item const>{all}, key_of);
  constexpr unsigned most_part_bits = 11;
  auto const part_bits =
    std::min({static_cast<unsigned>(std::bit_width(items.size() / kPartItems)), most_part_bits, bits});
  if (part_bits == 0) {
    take(all, spare, std::size_t{0}, bits);
    return;
  }
  auto const rest = bits - part_bits;
  auto const part_mask = (std::uint64_t{1} << part_bits) - 1;
  auto const part_of = [&](Item const& item) { return key_of(item) >> rest & part_mask; };
  std::vector<std::size_t> ends(part_mask + 1);
  for (auto const& item : all) {
    ++ends[part_of(item)];
  }
  std::size_t sum = 0;
  for (auto& end : ends) {
    sum += std::exchange(end, sum);
  }
  for (auto const& item : all) {
    spare[ends[part_of(item)]++] = item;
  }
  std::size_t begin = 0;
  for (auto const end : ends) {
    take(spare.subspan(begin, end - begin), all.subspan(begin, end - begin), begin, rest);
    begin = end;
  }
}

/// Sorts items by an unsigned key, stably. The time an item takes hardly grows with their number: see part_by_key.
template <typename Items, typename KeyOf>
void radix_sort(Items& items, Items& scratch, KeyOf const& key_of) {
  using Item = typename Items::value_type;
  part_by_key(
    items, scratch, key_of,
    [&](std::span<Item> part, std::span<Item> spare, std::size_t begin, unsigned bits) {
      auto const sorted = sort_by_digits(part, spare, key_of, bits);
      auto* const wanted = items.data() + begin;
      if (sorted.data() != wanted) {
        std::ranges::copy(sorted, wanted);
      }
    }
  );
}

}  // namespace stemma
