// SPDX-License-Identifier: Apache-2.0
#include "trees/shared_traits.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/telling.hpp"

namespace stemma {

namespace {

/// What more than this part of the tellings have is counted by bits: below it listing who has it is cheaper.
constexpr std::size_t kManyCarriers = 16;

constexpr std::size_t kBitsOfWord = 64;

/// How many bits `word(i)` has for all i below `words`. Bytes are summed side by side, as far as they hold the sum: the machines
/// that Stemma is built for need not have an instruction that counts bits.
template <typename Word>
std::uint32_t count_bits(std::size_t words, Word const& word) {
  constexpr std::size_t block = 31;
  constexpr std::uint64_t every_second = 0x5555'5555'5555'5555;
  constexpr std::uint64_t every_second_two = 0x3333'3333'3333'3333;
  constexpr std::uint64_t lower_halves = 0x0F0F'0F0F'0F0F'0F0F;
  constexpr std::uint64_t every_second_byte = 0x00FF'00FF'00FF'00FF;
  constexpr std::uint64_t sum_of_quarters = 0x0001'0001'0001'0001;
  std::uint64_t sum = 0;
  for (std::size_t begin = 0; begin < words; begin += block) {
    auto const end = std::min(begin + block, words);
    std::uint64_t bytes = 0;
    for (std::size_t i = begin; i < end; ++i) {
      std::uint64_t bits = word(i);
      bits -= bits >> 1U & every_second;
      bits = (bits & every_second_two) + (bits >> 2U & every_second_two);
      bytes += (bits + (bits >> 4U)) & lower_halves;
    }
    sum += ((bytes & every_second_byte) + (bytes >> 8U & every_second_byte)) * sum_of_quarters >> 48U;
  }
  return static_cast<std::uint32_t>(sum);
}

/// Who has each trait that more than one telling has, in the order in which they are first met.
std::vector<std::vector<WitnessIndex>> carriers_of_all(std::span<TellingTraits const> traits, TraitLayer layer) {
  std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> found;  // how many have it, and its number
  for (TellingTraits const& telling : traits) {
    for (Trait const& trait : telling.*layer) {
      ++found[trait.key].first;
    }
  }
  std::vector<std::vector<WitnessIndex>> carriers;
  for (WitnessIndex witness = 0; witness < traits.size(); ++witness) {
    for (Trait const& trait : traits[witness].*layer) {
      auto& [count, number] = found.find(trait.key)->second;
      if (count < 2) {
        continue;
      }
      if (number == 0) {
        carriers.emplace_back().reserve(count);
        number = static_cast<std::uint32_t>(carriers.size());
      }
      carriers[number - 1].push_back(witness);
    }
  }
  return carriers;
}

}  // namespace

std::vector<std::uint32_t> count_shared_traits(std::span<TellingTraits const> traits, TraitLayer layer) {
  auto const count = traits.size();
  std::vector<std::uint32_t> shared(count * count, 0);
  auto const carriers = carriers_of_all(traits, layer);
  auto const is_common = [&](std::vector<WitnessIndex> const& have) { return have.size() * kManyCarriers > count; };
  auto const bits = static_cast<std::size_t>(std::ranges::count_if(carriers, is_common));
  auto const width = (bits + kBitsOfWord - 1) / kBitsOfWord;
  std::vector<std::uint64_t> rows(count * width, 0);
  std::size_t bit = 0;
  for (auto const& have : carriers) {
    if (is_common(have)) {
      for (auto const witness : have) {
        rows[witness * width + bit / kBitsOfWord] |= std::uint64_t{1} << (bit % kBitsOfWord);
      }
      ++bit;
      continue;
    }
    for (std::size_t later = 1; later < have.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        ++shared[have[later] * count + have[earlier]];
      }
    }
  }
  for (std::size_t one = 0; one < count; ++one) {
    for (std::size_t other = 0; other < one; ++other) {
      auto& of_pair = shared[one * count + other];
      auto const* const left = rows.data() + one * width;
      auto const* const right = rows.data() + other * width;
      of_pair += count_bits(width, [&](std::size_t i) { return left[i] & right[i]; });
      shared[other * count + one] = of_pair;
    }
  }
  return shared;
}

TraitsInEither::TraitsInEither(std::span<TellingTraits const> traits, TraitLayer layer, WitnessIndex own)
    : traits_{traits},
      layer_{layer},
      own_{traits[own].*layer},
      width_{(own_.size() + kBitsOfWord - 1) / kBitsOfWord},
      rows_(traits.size() * width_, 0),
      is_made_(traits.size(), 0) {}

std::span<std::uint64_t const> TraitsInEither::row(WitnessIndex other) {
  auto const row = std::span{rows_}.subspan(other * width_, width_);
  if (is_made_[other] == 0) {
    is_made_[other] = 1;
    auto const& theirs = traits_[other].*layer_;
    auto at = theirs.begin();
    for (std::size_t i = 0; i < own_.size() && at != theirs.end(); ++i) {
      while (at != theirs.end() && at->key < own_[i].key) {
        ++at;
      }
      if (at != theirs.end() && at->key == own_[i].key) {
        row[i / kBitsOfWord] |= std::uint64_t{1} << (i % kBitsOfWord);
      }
    }
  }
  return row;
}

std::size_t TraitsInEither::count(WitnessIndex first, WitnessIndex second) {
  auto const one = row(first);
  auto const other = row(second);
  return count_bits(width_, [&](std::size_t i) { return one[i] | other[i]; });
}

}  // namespace stemma
