// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "pairs/radix_sort.hpp"
#include "pairs/shared_keys.hpp"

namespace stemma {

/// More texts than that with one anchor are a crowd: the anchor is boilerplate, unless their whole texts are alike.
inline constexpr std::size_t kCrowd = 64;

/// The same in a pile of so many texts, where less will do if the pile is small: a closing line that one newspaper in 24 has
/// under a third of its texts is not rare in it.
constexpr std::size_t crowd_of(std::size_t texts) noexcept {
  constexpr std::size_t share = 256;
  constexpr std::size_t least = 8;  // a story is told by so many without being boilerplate
  return std::clamp(texts / share, least, kCrowd);
}

/// In a crowd each text is paired with so many that follow it.
inline constexpr std::size_t kNeighbours = 4;

/// An anchor of a document as one number, so that billions of them can be sorted: 33 bits of the shingle, 31 of the place.
/// Unlike shingles that agree in these bits are told apart by the texts themselves.
inline constexpr unsigned kPlaceBits = 31;
inline constexpr unsigned kKeyBits = 64 - kPlaceBits;
inline constexpr std::uint64_t kMostPlaces = std::uint64_t{1} << kPlaceBits;

/// Anchors fall into so many shares, which are paired one after another; equal anchors into one. The share takes the low
/// bits of a shingle, the key those above them; the high bits are small in all anchors, since anchors are the least.
inline constexpr unsigned kShareBits = 8;
inline constexpr std::size_t kAnchorShares = std::size_t{1} << kShareBits;

constexpr std::size_t anchor_share(std::uint64_t shingle) noexcept {
  return shingle % kAnchorShares;
}

constexpr std::uint64_t anchor_key(std::uint64_t shingle) noexcept {
  return (shingle >> kShareBits) & ((std::uint64_t{1} << kKeyBits) - 1);
}

/// A crowded anchor, whichever share it is of: what a set of them holds.
constexpr std::uint64_t crowd_key(std::uint64_t key, std::size_t share) noexcept {
  return key << kShareBits | share;
}

constexpr std::uint64_t anchor_record(std::uint64_t shingle, std::uint32_t place) noexcept {
  return anchor_key(shingle) << kPlaceBits | place;
}

/// Two texts with a common anchor, as one number that sorts by left, then right; the last bit says "in a crowd".
constexpr std::uint64_t pair_record(std::uint64_t left, std::uint64_t right, bool is_crowd) noexcept {
  return left << 32U | right << 1U | (is_crowd ? 1U : 0U);
}

constexpr std::uint32_t left_of(std::uint64_t pair) noexcept {
  return static_cast<std::uint32_t>(pair >> 32U);
}

constexpr std::uint32_t right_of(std::uint64_t pair) noexcept {
  return static_cast<std::uint32_t>(pair) >> 1U;
}

constexpr bool is_crowd(std::uint64_t pair) noexcept {
  return (pair & 1U) != 0;
}

/// Pairs the texts of one share of the anchors.
///
/// In    the records of the share, in any order and with repeats; they are lost.
/// Out   `emit(pair_record)` for each two texts under one anchor; in a crowd for neighbours only, and its key goes to
///       `crowded`, in rising order. Each pair once an anchor.
template <typename Numbers, typename Emit>
void pair_by_anchors(
  Numbers& records, Numbers& scratch, Numbers& crowded, std::size_t most_together, Emit const& emit
) {
  constexpr auto place_mask = kMostPlaces - 1;
  auto const key_of = [](std::uint64_t record) { return record >> kPlaceBits; };
  SharedKeys shared;
  std::vector<std::uint32_t> places;
  auto const pair_part =
    [&](std::span<std::uint64_t> part, std::span<std::uint64_t> spare, std::size_t, unsigned bits) {
      auto const kept = shared.keep(part, kPlaceBits);
      auto const sorted = sort_by_digits(kept, spare.first(kept.size()), key_of, bits);
      for (std::size_t begin = 0; begin < sorted.size();) {
        auto const key = key_of(sorted[begin]);
        auto end = begin + 1;
        while (end < sorted.size() && key_of(sorted[end]) == key) {
          ++end;
        }
        if (end - begin >= 2) {
          places.clear();
          for (auto i = begin; i < end; ++i) {
            places.push_back(static_cast<std::uint32_t>(sorted[i] & place_mask));
          }
          std::ranges::sort(places);
          auto const repeats = std::ranges::unique(places);
          places.erase(repeats.begin(), repeats.end());
          auto const in_crowd = places.size() > most_together;
          if (in_crowd) {
            crowded.push_back(key);
          }
          auto const reach = in_crowd ? kNeighbours : places.size();
          for (std::size_t i = 0; i < places.size(); ++i) {
            for (auto j = i + 1; j < std::min(places.size(), i + 1 + reach); ++j) {
              emit(pair_record(places[i], places[j], in_crowd));
            }
          }
        }
        begin = end;
      }
    };
  part_by_key(records, scratch, key_of, pair_part);
}

}  // namespace stemma
