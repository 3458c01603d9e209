// SPDX-License-Identifier: Apache-2.0
#include "sketches/min_registers.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace stemma {

namespace {

// One bit more than a register has: it tells an empty register from the highest value.
constexpr auto kEmpty = std::numeric_limits<std::uint64_t>::max();
constexpr unsigned kRegisterBits = 7;
static_assert(kRegisters == std::size_t{1} << kRegisterBits);

using Wide = std::array<std::uint64_t, kRegisters>;

/// Where register `from` sends its value in a round; pseudo-random, the same for all texts.
std::size_t target(std::size_t from, std::size_t round) noexcept {
  auto hash = (from + 1) * 0x9E3779B97F4A7C15ULL + (round + 1) * 0xC2B2AE3D27D4EB4FULL;
  hash ^= hash >> 32U;
  hash *= 0xD6E8FEB86659FD93ULL;
  return hash >> (64 - kRegisterBits);
}

/// Fills the empty registers of a set that is not empty.
void fill_empty(Wide& registers) noexcept {
  auto const given = registers;
  auto empty = static_cast<std::size_t>(std::ranges::count(given, kEmpty));
  constexpr std::size_t most_rounds = 4096;  // a value alone needs about k ln k = 620 of them
  for (std::size_t round = 0; empty > 0 && round < most_rounds; ++round) {
    Wide offered;
    offered.fill(kEmpty);
    for (std::size_t from = 0; from < kRegisters; ++from) {
      if (given[from] != kEmpty) {
        auto& best = offered[target(from, round)];
        best = std::min(best, given[from]);
      }
    }
    for (std::size_t to = 0; to < kRegisters; ++to) {
      if (registers[to] == kEmpty && offered[to] != kEmpty) {
        registers[to] = offered[to];
        --empty;
      }
    }
  }
  std::ranges::replace(registers, kEmpty, 0);
}

}  // namespace

std::vector<std::uint32_t> min_registers(std::span<std::uint64_t const> shingles) {
  if (shingles.empty()) {
    return {};
  }
  Wide registers;
  registers.fill(kEmpty);
  for (auto const shingle : shingles) {
    auto& least = registers[shingle >> (64 - kRegisterBits)];
    least = std::min(least, shingle & 0xFFFF'FFFFU);
  }
  fill_empty(registers);
  std::vector<std::uint32_t> narrow(kRegisters);
  std::ranges::transform(registers, narrow.begin(), [](std::uint64_t value) {
    return static_cast<std::uint32_t>(value);
  });
  return narrow;
}

}  // namespace stemma
