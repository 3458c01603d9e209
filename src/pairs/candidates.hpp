// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/sketch.hpp"

namespace stemma {

/// So many texts under one key are a crowd.
inline constexpr std::size_t kCrowd = 64;

/// In a crowd each text is compared with so many that follow it, and only where this share of the registers agrees.
inline constexpr std::size_t kNeighbours = 8;
inline constexpr double kCrowdAgreement = 0.2;

/// Two texts that may share wording; positions in the list of sketches.
struct SuspectPair {
  std::uint32_t left = 0;  ///< left < right.
  std::uint32_t right = 0;

  [[nodiscard]] friend bool operator==(SuspectPair const&, SuspectPair const&) = default;
};

struct Candidates {
  std::vector<SuspectPair> pairs;              ///< Sorted, none twice.
  std::vector<std::uint64_t> crowded_anchors;  ///< Anchors that a crowd has: boilerplate. Sorted.
  std::uint64_t crowded_groups = 0;
};

/// Names the pairs that share a band of registers or two anchors: two texts that share a run of 28 words always do.
/// Memory: 16 bytes a document for each band in turn, 16 bytes an anchor for each sixteenth of the anchors in turn.
[[nodiscard]] Candidates find_candidates(std::span<Sketch const> sketches);

}  // namespace stemma
