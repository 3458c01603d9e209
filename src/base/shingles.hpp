// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma {

/// Words of a shingle, everywhere: sketches, anchors, resemblance and containment speak of the same thing.
inline constexpr std::size_t kShingleWords = 5;

/// Shingles in a window of winnowing: of each window the least is an anchor.
inline constexpr std::size_t kWindowShingles = 12;

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
