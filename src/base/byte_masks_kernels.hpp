// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "base/byte_masks.hpp"

namespace stemma {

void classify_scalar(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;

/// out[i] becomes the hash of words[i], ..., words[i + 4].
void mix_shingles_scalar(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept;

/// values[i] becomes the least of values[i] and values[i + shift], for i < count.
void take_least_scalar(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept;

#if defined(__x86_64__)
void classify_avx2(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;
void mix_shingles_avx2(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept;
void take_least_avx2(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept;
void classify_avx512(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;
void mix_shingles_avx512(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept;
void take_least_avx512(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept;
#endif

}  // namespace stemma
