// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma {

/// Words of a shingle, everywhere: sketches, anchors, resemblance and containment speak of the same thing.
inline constexpr std::size_t kShingleWords = 5;

/// Shingles of a text of so many words.
[[nodiscard]] constexpr std::size_t shingles_in(std::size_t words) noexcept {
  return words < kShingleWords ? 0 : words - kShingleWords + 1;
}

/// Shingles in a window of winnowing: of each window the least is an anchor. Long texts have wide windows, so that the
/// number of anchors is 43…64 for a text of up to 32 widest windows. What is least in a window is so in a narrower one,
/// too: the anchors of a wide window are among those of a narrow one, and texts of any two lengths can be compared.
[[nodiscard]] constexpr std::size_t window_of(std::size_t shingles, std::size_t widest_window) noexcept {
  constexpr std::size_t windows = 32;
  return std::clamp<std::size_t>(shingles / windows, 1, widest_window);
}

/// The widest window where stories are traced: a run of 32 words has two anchors.
inline constexpr std::size_t kStoryWindow = 14;

/// The widest window in a huge pile: a run of 50 words has two anchors.
inline constexpr std::size_t kPileWindow = 22;

/// The hash of each run of `kShingleWords` words, by where it begins; empty for a shorter text.
inline void make_shingles(std::span<std::uint64_t const> words, std::vector<std::uint64_t>& shingles) {
  if (words.size() < kShingleWords) {
    shingles.clear();
    return;
  }
  shingles.resize(words.size() - kShingleWords + 1);
  for (std::size_t i = 0; i < shingles.size(); ++i) {
    // Turned by unlike amounts, so that order counts; then mixed, so that every bit hangs on every word.
    auto hash = words[i] ^ std::rotl(words[i + 1], 11) ^ std::rotl(words[i + 2], 23) ^ std::rotl(words[i + 3], 37) ^
                std::rotl(words[i + 4], 51);
    hash *= 0x9E3779B97F4A7C15ULL;
    shingles[i] = hash ^ (hash >> 31U);
  }
}

}  // namespace stemma
