// SPDX-License-Identifier: Apache-2.0
#include "base/byte_masks_kernels.hpp"

#if defined(__x86_64__)

#include <limits>

#include <immintrin.h>

#include "base/shingles.hpp"

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

template <int kTurn>
__m256i turned(__m256i words) noexcept {
  return _mm256_or_si256(_mm256_slli_epi64(words, kTurn), _mm256_srli_epi64(words, 64 - kTurn));
}

/// The low halves of products, which this instruction set makes from products of 32 bits.
__m256i product(__m256i left, std::uint64_t right) noexcept {
  auto const low = _mm256_set1_epi64x(static_cast<long long>(right & 0xFFFF'FFFFU));
  auto const high = _mm256_set1_epi64x(static_cast<long long>(right >> 32U));
  auto const crossed =
    _mm256_add_epi64(_mm256_mul_epu32(_mm256_srli_epi64(left, 32), low), _mm256_mul_epu32(left, high));
  return _mm256_add_epi64(_mm256_mul_epu32(left, low), _mm256_slli_epi64(crossed, 32));
}

}  // namespace

void classify_avx2(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept {
  for (std::size_t block = 0; block < blocks; ++block) {
    auto const* const from = reinterpret_cast<__m256i const*>(bytes + block * 64);
    ByteMasks found{};
    classify_half(_mm256_loadu_si256(from), 0, found);
    classify_half(_mm256_loadu_si256(from + 1), 32, found);
    masks[block] = found;
  }
}

void mix_shingles_avx2(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept {
  std::size_t i = 0;
  for (; i + 4 <= shingles; i += 4) {
    auto const word = [&](std::size_t at) {
      return _mm256_loadu_si256(reinterpret_cast<__m256i const*>(words + i + at));
    };
    auto hash = _mm256_xor_si256(word(0), turned<kShingleTurns[1]>(word(1)));
    hash = _mm256_xor_si256(hash, turned<kShingleTurns[2]>(word(2)));
    hash = _mm256_xor_si256(hash, turned<kShingleTurns[3]>(word(3)));
    hash = _mm256_xor_si256(hash, turned<kShingleTurns[4]>(word(4)));
    hash = product(hash, kShingleFactor);
    hash = _mm256_xor_si256(hash, _mm256_srli_epi64(hash, kShingleShift));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i), hash);
  }
  mix_shingles_scalar(words + i, shingles - i, out + i);
}

void take_least_avx2(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept {
  auto const lowest = _mm256_set1_epi64x(std::numeric_limits<long long>::min());
  std::size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    auto const left = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(values + i));
    auto const right = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(values + i + shift));
    auto const is_greater = _mm256_cmpgt_epi64(_mm256_xor_si256(left, lowest), _mm256_xor_si256(right, lowest));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(values + i), _mm256_blendv_epi8(left, right, is_greater));
  }
  take_least_scalar(values + i, count - i, shift);
}

std::size_t near_sets_avx2(
  std::uint32_t const* sets, std::size_t count, std::uint32_t wanted, std::uint32_t most, std::uint32_t* numbers
) noexcept {
  auto const bits_of = _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
  auto const low = _mm256_set1_epi8(0x0F);
  auto const wanted_set = _mm256_set1_epi32(static_cast<int>(wanted));
  auto const too_many = _mm256_set1_epi32(static_cast<int>(most + 1));
  std::size_t found = 0;
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    auto const set = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(sets + i));
    auto const other = _mm256_xor_si256(set, wanted_set);
    auto const bits = _mm256_add_epi8(
      _mm256_shuffle_epi8(bits_of, _mm256_and_si256(other, low)),
      _mm256_shuffle_epi8(bits_of, _mm256_and_si256(_mm256_srli_epi32(other, 4), low))
    );
    auto const pairs = _mm256_maddubs_epi16(bits, _mm256_set1_epi8(1));
    auto const sums = _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
    for (unsigned near =
           static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(too_many, sums))));
         near != 0; near &= near - 1) {
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

#pragma GCC pop_options

#endif
