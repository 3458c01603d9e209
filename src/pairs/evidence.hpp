// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/sketch.hpp"
#include "pairs/anchor_pairs.hpp"
#include "stemma/dedup_parts.hpp"

namespace stemma {

[[nodiscard]] AnchorStock stock_of(Sketch const& sketch) noexcept;

/// Whether two texts share enough anchors to be compared word by word.
///
/// Asked for is a third of what copies share that are promised to be found: three tenths of the smaller text, or a run of
/// twice the widest window. Anchors of a crowd count only where they are a good part of the smaller text.
[[nodiscard]] AnchorEvidence weigh(
  AnchorStock const& left,
  AnchorStock const& right,
  std::uint32_t common,
  std::uint32_t common_in_crowds,
  std::size_t widest_window
) noexcept;

/// Calls `take(left, right, common, common_in_crowds)` for each pair of a sorted list of pair records.
template <typename Take>
void count_evidence(std::span<std::uint64_t const> sorted, Take const& take) {
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::uint32_t common = 0;
    std::uint32_t in_crowds = 0;
    auto at = begin;
    for (; at < sorted.size() && sorted[at] >> 1U == sorted[begin] >> 1U; ++at) {
      ++(is_crowd(sorted[at]) ? in_crowds : common);
    }
    take(left_of(sorted[begin]), right_of(sorted[begin]), common, in_crowds);
    begin = at;
  }
}

}  // namespace stemma
