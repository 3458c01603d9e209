// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma {

inline constexpr std::size_t kRegisters = 128;

/// MinHash registers of a set of shingles, given with any repeats and in any order; empty for no shingles.
///
/// Out   two sets agree in a register with a probability of about their resemblance.
/// How   one permutation hashing (Li, Owen, Zhang 2012): the high bits choose the register, the low bits compete for it.
///       Registers left empty are filled in rounds from the filled ones (after Mai et al. 2020), the least value first,
///       so that the answer does not depend on order.
/// Cost  one store a shingle, and O(k log k) for k registers in a short text.
[[nodiscard]] std::vector<std::uint32_t> min_registers(std::span<std::uint64_t const> shingles);

}  // namespace stemma
