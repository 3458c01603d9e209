// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "base/telling.hpp"

namespace stemma {

/// Up to so many tellings every pair of a story is aligned, however long they are: the nearest would hardly be fewer.
constexpr std::size_t kFewTellings = 96;

/// Above so many, or where the texts of all pairs have more bytes than this, each telling is aligned with its nearest only, so that
/// time and memory grow with the tellings and not with their square: long copies are dear, and all of them are near.
constexpr std::size_t kManyTellings = 256;
constexpr std::size_t kManyBytes = 48'000'000;

constexpr std::size_t kNearestTellings = 48;

/// Whether every pair of so many tellings, with so many bytes of text in all, is aligned.
[[nodiscard]] constexpr bool aligns_all_pairs(std::size_t tellings, std::size_t text_bytes) noexcept {
  return tellings <= kFewTellings || (tellings <= kManyTellings && text_bytes / 2 * tellings <= kManyBytes);
}

/// The pairs of a story that are worth aligning, left < right, sorted.
///
/// How   all of them where `aligns_all_pairs`; else the nearest by the rarity of the words they share.
/// Cost  postings of the story's weighty words; a word that more than a quarter of the tellings have tells nothing and is passed over.
[[nodiscard]] std::vector<std::pair<WitnessIndex, WitnessIndex>> close_pairs(StoryTellings const& story);

}  // namespace stemma
