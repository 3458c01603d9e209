// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/byte_masks.hpp"

namespace stemma {

/// Words of a shingle, everywhere: sketches, anchors, resemblance and containment speak of the same thing.
inline constexpr std::size_t kShingleWords = 5;

/// Shingles of a text of so many words.
[[nodiscard]] constexpr std::size_t shingles_in(std::size_t words) noexcept {
  return words < kShingleWords ? 0 : words - kShingleWords + 1;
}

/// A text of so many windows and more is sampled evenly; one of fewer has narrower windows.
inline constexpr std::size_t kWindows = 32;

/// Shingles in a window of winnowing: of each window the least is an anchor. Long texts have wide windows, so that the
/// number of anchors is 43…64 for a text of up to 32 widest windows. What is least in a window is so in a narrower one,
/// too: the anchors of a wide window are among those of a narrow one, and texts of any two lengths can be compared.
[[nodiscard]] constexpr std::size_t window_of(std::size_t shingles, std::size_t widest_window) noexcept {
  return std::clamp<std::size_t>(shingles / kWindows, 1, widest_window);
}

/// The widest window where stories are traced: a run of 32 words has two anchors.
inline constexpr std::size_t kStoryWindow = 14;

/// The widest window in a huge pile: a run of 50 words has two anchors.
inline constexpr std::size_t kPileWindow = 22;

// How a shingle is hashed: words are turned by unlike amounts, so that order counts, and then mixed, so that every bit
// hangs on every word.
inline constexpr int kShingleTurns[kShingleWords] = {0, 11, 23, 37, 51};
inline constexpr std::uint64_t kShingleFactor = 0x9E3779B97F4A7C15ULL;
inline constexpr int kShingleShift = 31;

/// The hash of the shingle that begins with a word.
[[nodiscard]] inline std::uint64_t hash_of_shingle(std::uint64_t const* words) noexcept {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < kShingleWords; ++i) {
    hash ^= std::rotl(words[i], kShingleTurns[i]);
  }
  hash *= kShingleFactor;
  return hash ^ (hash >> static_cast<unsigned>(kShingleShift));
}

/// The hash of each run of `kShingleWords` words, by where it begins; empty for a shorter text.
inline void make_shingles(
  std::span<std::uint64_t const> words, MaskKernel const& kernel, std::vector<std::uint64_t>& shingles
) {
  shingles.resize(shingles_in(words.size()));
  kernel.mix_shingles(words.data(), shingles.size(), shingles.data());
}

}  // namespace stemma
