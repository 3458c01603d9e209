// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace stemma {

/// Which of 64 bytes are what; bit i is byte i. Not set to begin with: there are arrays of them for each text.
struct ByteMasks {
  std::uint64_t word;   ///< ASCII letters, digits, and every byte of 0x80 and above.
  std::uint64_t two;    ///< 0xC2: begins a sign of two bytes (U+0080…U+00BF).
  std::uint64_t three;  ///< 0xE2: begins a sign of three bytes (U+2000…U+2FFF: quotes, dashes, symbols).
  std::uint64_t lone;   ///< 0xE3…0xE9: begins a letter of three bytes that is a word by itself (kana, Han).

  [[nodiscard]] friend bool operator==(ByteMasks const&, ByteMasks const&) = default;
};

/// One way of doing what is done with every byte and word of a text. All kernels give the same.
struct MaskKernel {
  std::string_view name;  ///< "scalar", "avx2", "avx512".
  void (*classify)(unsigned char const* bytes, std::size_t blocks, ByteMasks* masks) noexcept;  ///< 64 bytes a block.
  std::uint32_t* (*put_positions
  )(std::uint64_t const* bits, std::size_t blocks, std::uint32_t base, std::uint32_t* out
  ) noexcept;  ///< See byte_masks_kernels.hpp, also of the next.
  void (*hash_words
  )(char const* text, std::uint32_t const* begins, std::uint32_t const* ends, std::size_t count, std::uint64_t* out
  ) noexcept;
  void (*mix_shingles
  )(std::uint64_t const* words, std::size_t shingles, std::uint64_t* out) noexcept;          ///< See shingles.hpp.
  void (*take_least)(std::uint64_t* values, std::size_t count, std::size_t shift) noexcept;  ///< See winnow.hpp.
  /// Which of `count` sets of 32 bits differ from `wanted` by at most `most` bits: their numbers in order, at most `count`.
  std::size_t (*near_sets
  )(std::uint32_t const* sets, std::size_t count, std::uint32_t wanted, std::uint32_t most, std::uint32_t* numbers
  ) noexcept;
};

/// The kernels that this machine can run, slowest first; scalar always is one.
[[nodiscard]] std::span<MaskKernel const> mask_kernels();

/// The kernel of a name; an Error, as for a wrong STEMMA_KERNEL, where none that can run here has it.
[[nodiscard]] MaskKernel const& mask_kernel_named(std::string_view name);

/// The fastest kernel, or the one that the environment variable STEMMA_KERNEL names.
[[nodiscard]] MaskKernel const& chosen_mask_kernel();

}  // namespace stemma
