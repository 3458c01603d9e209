// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "base/byte_masks.hpp"

namespace stemma {

void classify_scalar(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;

/// Positions written may run over the last by so many; what stands there does not matter.
inline constexpr std::size_t kPositionSlack = 16;

/// The positions of the bits of each block of 64, counted from `base`, to `out`; returns one past the last.
std::uint32_t* put_positions_scalar(
  std::uint64_t const* bits, std::size_t blocks, std::uint32_t base, std::uint32_t* out
) noexcept;

/// Hashes of words of which 16 bytes may be read at least (see word_hash.hpp).
void hash_words_scalar(
  char const* text, std::uint32_t const* begins, std::uint32_t const* ends, std::size_t count, std::uint64_t* out
) noexcept;

/// out[i] becomes the hash of words[i], ..., words[i + 4].
void mix_shingles_scalar(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept;

/// values[i] becomes the least of values[i] and values[i + shift], for i < count.
void take_least_scalar(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept;

/// The numbers of the sets that differ from `wanted` by at most `most` bits, in order; how many there are.
std::size_t near_sets_scalar(
  std::uint32_t const* sets, std::size_t count, std::uint32_t wanted, std::uint32_t most, std::uint32_t* numbers
) noexcept;

#if defined(__x86_64__)
void classify_avx2(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;
void mix_shingles_avx2(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept;
void take_least_avx2(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept;
std::uint32_t* put_positions_avx512(
  std::uint64_t const* bits, std::size_t blocks, std::uint32_t base, std::uint32_t* out
) noexcept;
void hash_words_avx512(
  char const* text, std::uint32_t const* begins, std::uint32_t const* ends, std::size_t count, std::uint64_t* out
) noexcept;
std::size_t near_sets_avx2(
  std::uint32_t const* sets, std::size_t count, std::uint32_t wanted, std::uint32_t most, std::uint32_t* numbers
) noexcept;
void classify_avx512(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;
void mix_shingles_avx512(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept;
void take_least_avx512(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept;
std::size_t near_sets_avx512(
  std::uint32_t const* sets, std::size_t count, std::uint32_t wanted, std::uint32_t most, std::uint32_t* numbers
) noexcept;
#endif

}  // namespace stemma
