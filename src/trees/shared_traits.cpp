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

/// Bits that both have set. Bytes are summed side by side, as far as they hold the sum, for the machines that Stemma is built
/// for need not have an instruction that counts bits.
std::uint32_t count_common_bits(std::span<std::uint64_t const> left, std::span<std::uint64_t const> right) {
  constexpr std::size_t block = 31;
  constexpr std::uint64_t every_second = 0x5555'5555'5555'5555;
  constexpr std::uint64_t every_second_two = 0x3333'3333'3333'3333;
  constexpr std::uint64_t lower_halves = 0x0F0F'0F0F'0F0F'0F0F;
  constexpr std::uint64_t every_second_byte = 0x00FF'00FF'00FF'00FF;
  constexpr std::uint64_t sum_of_quarters = 0x0001'0001'0001'0001;
  std::uint64_t common = 0;
  for (std::size_t begin = 0; begin < left.size(); begin += block) {
    auto const end = std::min(begin + block, left.size());
    std::uint64_t bytes = 0;
    for (std::size_t i = begin; i < end; ++i) {
      std::uint64_t bits = left[i] & right[i];
      bits -= bits >> 1U & every_second;
      bits = (bits & every_second_two) + (bits >> 2U & every_second_two);
      bytes += (bits + (bits >> 4U)) & lower_halves;
    }
    common += ((bytes & every_second_byte) + (bytes >> 8U & every_second_byte)) * sum_of_quarters >> 48U;
  }
  return static_cast<std::uint32_t>(common);
}

/// Who has each run that more than one telling has, in the order in which the runs are first met.
std::vector<std::vector<WitnessIndex>> carriers_of_runs(std::span<TellingTraits const> traits) {
  std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> runs;  // how many have it, and its number
  for (TellingTraits const& telling : traits) {
    for (Trait const& run : telling.wording) {
      ++runs[run.key].first;
    }
  }
  std::vector<std::vector<WitnessIndex>> carriers;
  for (WitnessIndex witness = 0; witness < traits.size(); ++witness) {
    for (Trait const& run : traits[witness].wording) {
      auto& [count, number] = runs.find(run.key)->second;
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

std::vector<std::uint32_t> count_shared_wording(std::span<TellingTraits const> traits) {
  auto const count = traits.size();
  std::vector<std::uint32_t> shared(count * count, 0);
  auto const carriers = carriers_of_runs(traits);
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
  auto const row = [&](std::size_t witness) { return std::span{rows}.subspan(witness * width, width); };
  for (std::size_t one = 0; one < count; ++one) {
    for (std::size_t other = 0; other < one; ++other) {
      auto& of_pair = shared[one * count + other];
      of_pair += count_common_bits(row(one), row(other));
      shared[other * count + one] = of_pair;
    }
  }
  return shared;
}

}  // namespace stemma
