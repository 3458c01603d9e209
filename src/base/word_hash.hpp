// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace stemma {

// How a word is hashed; all kernels give the same. Words of up to 16 bytes, nearly all, are two numbers of 8 bytes.
inline constexpr std::size_t kHashedBytes = 16;
inline constexpr std::uint64_t kWordFold = 0x2020202020202020ULL;
inline constexpr std::uint64_t kWordFactorA = 0x9E3779B97F4A7C15ULL;  // odd, without pattern: the golden ratio
inline constexpr std::uint64_t kWordFactorB = 0xD6E8FEB86659FD93ULL;  // odd, found by Steele and Vigna's kind of search

/// Up to 8 bytes as a number, bit 5 set in each; the bytes of the text may be read up to `readable`.
inline std::uint64_t folded_bytes(char const* from, std::size_t count, std::size_t readable) noexcept {
  std::uint64_t bytes = 0;
  if (readable >= 8) {
    std::memcpy(&bytes, from, 8);
  } else {
    std::memcpy(&bytes, from, std::min(count, readable));
  }
  if constexpr (std::endian::native == std::endian::big) {
    bytes = __builtin_bswap64(bytes);
  }
  auto const kept = count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
  return (bytes | kWordFold) & kept;
}

inline std::uint64_t mixed_word(std::uint64_t value) noexcept {
  value *= kWordFactorA;
  value ^= value >> 32U;
  return value * kWordFactorB;
}

/// The hash of a word; so many bytes may be read.
inline std::uint64_t hash_of_word(char const* from, std::size_t count, std::size_t readable) noexcept {
  auto hash = mixed_word(folded_bytes(from, std::min<std::size_t>(count, 8), readable) + count);
  for (std::size_t at = 8; at < count; at += 8) {
    hash = mixed_word(hash ^ folded_bytes(from + at, std::min<std::size_t>(count - at, 8), readable - at));
  }
  return hash ^ (hash >> 29U);
}

/// The same where 16 bytes may be read: words of up to 16 bytes without a branch on their length, which nobody can foresee.
inline std::uint64_t hash_of_readable_word(char const* from, std::size_t count) noexcept {
  if (count > kHashedBytes) {
    return hash_of_word(from, count, count);
  }
  auto const first_count = std::min<std::size_t>(count, 8);
  auto const second_count = count - first_count;
  auto const short_hash = mixed_word(folded_bytes(from, first_count, 8) + count);
  // A second part of no bytes is no part: what is mixed in then is thrown away.
  auto const long_hash = mixed_word(short_hash ^ folded_bytes(from + 8, second_count, 8));
  auto const is_long = std::uint64_t{0} - static_cast<std::uint64_t>(count > 8);
  auto const hash = (long_hash & is_long) | (short_hash & ~is_long);
  return hash ^ (hash >> 29U);
}

}  // namespace stemma
