// SPDX-License-Identifier: Apache-2.0
#include "base/byte_masks_kernels.hpp"

#if defined(__x86_64__)

#include <array>
#include <bit>
#include <cstring>

#include <immintrin.h>

#include "base/shingles.hpp"
#include "base/word_hash.hpp"

// The instruction set is chosen for these functions only: a compiler flag would leak into inline functions of headers.
#pragma GCC push_options
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored \
  "-Wmaybe-uninitialized"  // GCC 12 takes its own "undefined" vectors for a mistake of ours
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vbmi2,popcnt")

namespace stemma {

namespace {

std::uint64_t bits_in_range(__m512i bytes, unsigned first, unsigned count) noexcept {
  auto const shifted = _mm512_sub_epi8(bytes, _mm512_set1_epi8(static_cast<char>(first)));
  return _mm512_cmplt_epu8_mask(shifted, _mm512_set1_epi8(static_cast<char>(count)));
}

std::uint64_t bits_equal(__m512i bytes, unsigned value) noexcept {
  return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(static_cast<char>(value)));
}

/// Eight times 8 bytes. Single loads are quicker than the processor's own gathering, and on many machines that is held back.
__m512i gathered(char const* text, std::uint32_t const* begins) noexcept {
  auto const bytes = [&](std::size_t i) {
    long long value = 0;
    std::memcpy(&value, text + begins[i], sizeof(value));
    return value;
  };
  return _mm512_set_epi64(bytes(7), bytes(6), bytes(5), bytes(4), bytes(3), bytes(2), bytes(1), bytes(0));
}

/// The first `counts` bytes of each number, folded. More than 8 are 8.
__m512i folded(__m512i numbers, __m512i counts) noexcept {
  auto const beyond = _mm512_sllv_epi64(_mm512_set1_epi64(-1), _mm512_slli_epi64(counts, 3));
  return _mm512_andnot_si512(beyond, _mm512_or_si512(numbers, _mm512_set1_epi64(static_cast<long long>(kWordFold))));
}

__m512i mixed(__m512i values) noexcept {
  values = _mm512_mullo_epi64(values, _mm512_set1_epi64(static_cast<long long>(kWordFactorA)));
  values = _mm512_xor_si512(values, _mm512_srli_epi64(values, 32));
  return _mm512_mullo_epi64(values, _mm512_set1_epi64(static_cast<long long>(kWordFactorB)));
}

}  // namespace

std::uint32_t* put_positions_avx512(
  std::uint64_t const* bits, std::size_t blocks, std::uint32_t base, std::uint32_t* out
) noexcept {
  alignas(64) constexpr auto all = [] {
    std::array<char, 64> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      numbers[i] = static_cast<char>(i);
    }
    return numbers;
  }();
  constexpr std::uint64_t sixteen = 16;
  static_assert(sixteen <= kPositionSlack);
  auto const numbers = _mm512_load_si512(all.data());
  for (std::size_t block = 0; block < blocks; ++block, base += 64) {
    auto const count = static_cast<std::uint64_t>(_mm_popcnt_u64(bits[block]));
    auto const places = _mm512_maskz_compress_epi8(bits[block], numbers);
    auto const from = _mm512_set1_epi32(static_cast<int>(base));
    auto const put = [&](std::size_t at, __m128i some) {
      _mm512_storeu_si512(out + at, _mm512_add_epi32(_mm512_cvtepu8_epi32(some), from));
    };
    put(0, _mm512_castsi512_si128(places));
    if (count > sixteen) {
      put(sixteen, _mm512_extracti32x4_epi32(places, 1));
      if (count > 2 * sixteen) {
        put(2 * sixteen, _mm512_extracti32x4_epi32(places, 2));
        put(3 * sixteen, _mm512_extracti32x4_epi32(places, 3));
      }
    }
    out += count;
  }
  return out;
}

void hash_words_avx512(
  char const* text, std::uint32_t const* begins, std::uint32_t const* ends, std::size_t count, std::uint64_t* out
) noexcept {
  auto const eight = _mm512_set1_epi64(8);
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    auto const begin = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(begins + i));
    auto const end = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(ends + i));
    auto const length = _mm512_cvtepu32_epi64(_mm256_sub_epi32(end, begin));
    auto const first = folded(gathered(text, begins + i), length);
    auto hash = mixed(_mm512_add_epi64(first, length));
    auto const is_long = _mm512_cmpgt_epi64_mask(length, eight);
    if (is_long != 0) {
      auto const second =
        folded(gathered(text + 8, begins + i), _mm512_sub_epi64(_mm512_max_epi64(length, eight), eight));
      hash = _mm512_mask_mov_epi64(hash, is_long, mixed(_mm512_xor_si512(hash, second)));
    }
    _mm512_storeu_si512(out + i, _mm512_xor_si512(hash, _mm512_srli_epi64(hash, 29)));
    unsigned longer = _mm512_cmpgt_epi64_mask(length, _mm512_set1_epi64(kHashedBytes));
    for (; longer != 0; longer &= longer - 1) {
      auto const at = i + static_cast<std::size_t>(std::countr_zero(longer));
      out[at] = hash_of_readable_word(text + begins[at], ends[at] - begins[at]);
    }
  }
  hash_words_scalar(text, begins + i, ends + i, count - i, out + i);
}

void classify_avx512(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept {
  for (std::size_t block = 0; block < blocks; ++block) {
    auto const now = _mm512_loadu_si512(bytes + block * 64);
    auto const lower = _mm512_or_si512(now, _mm512_set1_epi8(0x20));
    std::uint64_t const high = _mm512_movepi8_mask(now);
    ByteMasks found{};
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
