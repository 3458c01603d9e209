// SPDX-License-Identifier: Apache-2.0
#include "base/byte_masks_kernels.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

// The instruction set is chosen for these functions only: a compiler flag would leak into inline functions of headers.
#pragma GCC push_options
#pragma GCC target("avx2")

namespace stemma {

namespace {

/// Bytes from `first` on, `count` of them: unsigned, by a shift to the bottom of the signed range.
std::uint64_t bits_in_range(__m256i bytes, unsigned first, unsigned count) noexcept {
  auto const shifted = _mm256_sub_epi8(bytes, _mm256_set1_epi8(static_cast<char>(first + 0x80U)));
  auto const end = _mm256_set1_epi8(static_cast<char>(count + 0x80U));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpgt_epi8(end, shifted)));
}

std::uint64_t bits_equal(__m256i bytes, unsigned value) noexcept {
  return static_cast<std::uint32_t>(
    _mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(static_cast<char>(value))))
  );
}

void classify_half(__m256i bytes, unsigned shift, ByteMasks& masks) noexcept {
  auto const lower = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
  std::uint64_t const high = static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
  masks.word |= (high | bits_in_range(lower, 'a', 26) | bits_in_range(bytes, '0', 10)) << shift;
  if (high != 0) {
    masks.two |= bits_equal(bytes, 0xC2) << shift;
    masks.three |= bits_equal(bytes, 0xE2) << shift;
    masks.lone |= bits_in_range(bytes, 0xE3, 7) << shift;
  }
}

}  // namespace

void classify_avx2(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept {
  for (std::size_t block = 0; block < blocks; ++block) {
    auto const* const from = reinterpret_cast<__m256i const*>(bytes + block * 64);
    ByteMasks found;
    classify_half(_mm256_loadu_si256(from), 0, found);
    classify_half(_mm256_loadu_si256(from + 1), 32, found);
    masks[block] = found;
  }
}

}  // namespace stemma

#pragma GCC pop_options

#endif
