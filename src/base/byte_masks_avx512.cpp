// SPDX-License-Identifier: Apache-2.0
#include "base/byte_masks_kernels.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

// The instruction set is chosen for these functions only: a compiler flag would leak into inline functions of headers.
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw")

namespace stemma {

namespace {

std::uint64_t bits_in_range(__m512i bytes, unsigned first, unsigned count) noexcept {
  auto const shifted = _mm512_sub_epi8(bytes, _mm512_set1_epi8(static_cast<char>(first)));
  return _mm512_cmplt_epu8_mask(shifted, _mm512_set1_epi8(static_cast<char>(count)));
}

std::uint64_t bits_equal(__m512i bytes, unsigned value) noexcept {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(static_cast<char>(value)));
}

}  // namespace

void classify_avx512(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept {
  for (std::size_t block = 0; block < blocks; ++block) {
    auto const now = _mm512_loadu_si512(bytes + block * 64);
    auto const lower = _mm512_or_si512(now, _mm512_set1_epi8(0x20));
    std::uint64_t const high = _mm512_movepi8_mask(now);
    ByteMasks found;
    found.word = high | bits_in_range(lower, 'a', 26) | bits_in_range(now, '0', 10);
    if (high != 0) {
      found.two = bits_equal(now, 0xC2);
      found.three = bits_equal(now, 0xE2);
      found.lone = bits_in_range(now, 0xE3, 7);
    }
    masks[block] = found;
  }
}

}  // namespace stemma

#pragma GCC pop_options

#endif
