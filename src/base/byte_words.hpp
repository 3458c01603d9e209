// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/byte_masks.hpp"

namespace stemma {

/// The words of a text as the near-duplicate search sees them, one entry a word in each list.
struct ByteWords {
  std::vector<std::uint32_t> begin_bytes;
  std::vector<std::uint32_t> end_bytes;
  std::vector<std::uint64_t> hashes;

  [[nodiscard]] std::size_t size() const noexcept { return hashes.size(); }
};

/// Finds and hashes the words of a text at the speed of memory; far coarser than the tokens room, and alike in all kernels.
///
/// In    any bytes.
/// Out   words in order. A word is a run of ASCII letters, digits and letters beyond ASCII; kana and Han are a word each.
///       Signs, ASCII or U+0080…U+00BF and U+2000…U+2FFF, part words. Case is folded for ASCII, and for most of Latin,
///       Greek and Cyrillic, by setting bit 5 of every byte; the few letters that so become one do no harm to a search.
/// Cost  one pass; `words` is reused, so that a loop over documents does not allocate.
void find_words(std::string_view text, MaskKernel const& kernel, ByteWords& words);

}  // namespace stemma
