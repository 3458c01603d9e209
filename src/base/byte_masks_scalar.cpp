// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>

#include "base/byte_masks_kernels.hpp"
#include "base/shingles.hpp"
#include "base/word_hash.hpp"

namespace stemma {

namespace {

/// Bits set. Written out, because where the processor's own instruction may not be taken for granted the compiler calls a function.
std::size_t count_bits(std::uint64_t bits) noexcept {
  bits -= (bits >> 1U) & 0x5555555555555555ULL;
  bits = (bits & 0x3333333333333333ULL) + ((bits >> 2U) & 0x3333333333333333ULL);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FULL;
  return (bits * 0x0101010101010101ULL) >> 56U;
}

}  // namespace

void classify_scalar(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept {
  for (std::size_t block = 0; block < blocks; ++block) {
    ByteMasks found{};
    for (unsigned i = 0; i < 64; ++i) {
      unsigned const byte = bytes[block * 64 + i];
      auto const bit = std::uint64_t{1} << i;
      auto const lower = byte | 0x20U;
      auto const is_word = byte >= 0x80 || (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
      found.word |= is_word ? bit : 0;
      found.two |= byte == 0xC2 ? bit : 0;
      found.three |= byte == 0xE2 ? bit : 0;
      found.lone |= byte >= 0xE3 && byte <= 0xE9 ? bit : 0;
    }
    masks[block] = found;
  }
}

// Writes in eights, so that how many there are is rarely asked; what is beyond the last is written over.
std::uint32_t* put_positions_scalar(
  std::uint64_t const* bits, std::size_t blocks, std::uint32_t base, std::uint32_t* out
) noexcept {
  constexpr std::size_t eight = 8;
  static_assert(eight <= kPositionSlack);
  for (std::size_t block = 0; block < blocks; ++block, base += 64) {
    auto left = bits[block];
    auto* const end = out + count_bits(left);
    while (left != 0) {
      for (std::size_t i = 0; i < eight; ++i) {
        out[i] = base + static_cast<std::uint32_t>(std::countr_zero(left));
        left &= left - 1;
      }
      out += eight;
    }
    out = end;
  }
  return out;
}

void hash_words_scalar(
  char const* text, std::uint32_t const* begins, std::uint32_t const* ends, std::size_t count, std::uint64_t* out
) noexcept {
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = hash_of_readable_word(text + begins[i], ends[i] - begins[i]);
  }
}

void mix_shingles_scalar(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept {
  for (std::size_t i = 0; i < shingles; ++i) {
    out[i] = hash_of_shingle(words + i);
  }
}

void take_least_scalar(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept {
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = std::min(values[i], values[i + shift]);
  }
}

std::size_t near_sets_scalar(
  std::uint32_t const* sets, std::size_t count, std::uint32_t wanted, std::uint32_t most, std::uint32_t* numbers
) noexcept {
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (static_cast<std::uint32_t>(std::popcount(sets[i] ^ wanted)) <= most) {
      numbers[found] = static_cast<std::uint32_t>(i);
      ++found;
    }
  }
  return found;
}

}  // namespace stemma
