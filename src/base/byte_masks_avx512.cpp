// SPDX-License-Identifier: Apache-2.0
#include "base/byte_masks_kernels.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

#include "base/shingles.hpp"

// The instruction set is chosen for these functions only: a compiler flag would leak into inline functions of headers.
#pragma GCC push_options
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored \
  "-Wmaybe-uninitialized"  // GCC 12 takes its own "undefined" vectors for a mistake of ours
#pragma GCC target("avx512f,avx512bw,avx512dq")

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

void mix_shingles_avx512(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept {
  auto const factor = _mm512_set1_epi64(static_cast<long long>(kShingleFactor));
  std::size_t i = 0;
  for (; i + 8 <= shingles; i += 8) {
    auto const word = [&](std::size_t at) { return _mm512_loadu_si512(words + i + at); };
    auto hash = _mm512_xor_si512(word(0), _mm512_rol_epi64(word(1), kShingleTurns[1]));
    hash = _mm512_xor_si512(hash, _mm512_rol_epi64(word(2), kShingleTurns[2]));
    hash = _mm512_xor_si512(hash, _mm512_rol_epi64(word(3), kShingleTurns[3]));
    hash = _mm512_xor_si512(hash, _mm512_rol_epi64(word(4), kShingleTurns[4]));
    hash = _mm512_mullo_epi64(hash, factor);
    _mm512_storeu_si512(out + i, _mm512_xor_si512(hash, _mm512_srli_epi64(hash, kShingleShift)));
  }
  mix_shingles_scalar(words + i, shingles - i, out + i);
}

void take_least_avx512(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept {
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    auto const least = _mm512_min_epu64(_mm512_loadu_si512(values + i), _mm512_loadu_si512(values + i + shift));
    _mm512_storeu_si512(values + i, least);
  }
  take_least_scalar(values + i, count - i, shift);
}

std::size_t near_sets_avx512(
  std::uint32_t const* sets, std::size_t count, std::uint32_t wanted, std::uint32_t most, std::uint32_t* numbers
) noexcept {
  auto const bits_of = _mm512_set4_epi32(0x04030302, 0x03020201, 0x03020201, 0x02010100);
  auto const low = _mm512_set1_epi8(0x0F);
  auto const wanted_set = _mm512_set1_epi32(static_cast<int>(wanted));
  auto const too_many = _mm512_set1_epi32(static_cast<int>(most + 1));
  std::size_t found = 0;
  std::size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    auto const set = _mm512_loadu_si512(sets + i);
    auto const other = _mm512_xor_si512(set, wanted_set);
    auto const bits = _mm512_add_epi8(
      _mm512_shuffle_epi8(bits_of, _mm512_and_si512(other, low)),
      _mm512_shuffle_epi8(bits_of, _mm512_and_si512(_mm512_srli_epi32(other, 4), low))
    );
    auto const pairs = _mm512_maddubs_epi16(bits, _mm512_set1_epi8(1));
    auto const sums = _mm512_madd_epi16(pairs, _mm512_set1_epi16(1));
    for (unsigned near = _mm512_cmplt_epi32_mask(sums, too_many); near != 0; near &= near - 1) {
      numbers[found] = static_cast<std::uint32_t>(i) + static_cast<std::uint32_t>(__builtin_ctz(near));
      ++found;
    }
  }
  auto const rest = near_sets_scalar(sets + i, count - i, wanted, most, numbers + found);
  for (auto end = found + rest; found < end; ++found) {
    numbers[found] += static_cast<std::uint32_t>(i);
  }
  return found;
}

}  // namespace stemma

#pragma GCC diagnostic pop
#pragma GCC pop_options

#endif
