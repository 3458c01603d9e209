// SPDX-License-Identifier: Apache-2.0
#include "pairs/evidence.hpp"

#include <algorithm>
#include <bit>

#include "base/shingles.hpp"

namespace stemma {

AnchorStock stock_of(Sketch const& sketch) noexcept {
  std::uint64_t seen = 0;
  for (auto const anchor : sketch.anchors) {
    seen |= std::uint64_t{1} << (anchor % 64);
  }
  return {static_cast<std::uint32_t>(shingles_in(sketch.words)), static_cast<std::uint8_t>(std::popcount(seen))};
}

Evidence weigh(
  AnchorStock const& left,
  AnchorStock const& right,
  std::uint32_t common,
  std::uint32_t common_in_crowds,
  std::size_t widest_window
) noexcept {
  constexpr double asked_share = 0.1;     // of the smaller text's windows: a third of three tenths
  constexpr double crowd_share = 0.4;     // of the anchors that the smaller text can share
  constexpr double strong_share = 0.15;   // of the same: wholes share half of it, give or take
  constexpr std::size_t sure_of_two = 7;  // three tenths of so many windows hold two whole ones
  auto const smaller = std::min(left.shingles, right.shingles);
  auto const larger = std::max(left.shingles, right.shingles);
  auto const window = window_of(larger, widest_window);
  auto const windows = static_cast<double>(smaller) / static_cast<double>(window);
  std::size_t asked = std::max<std::size_t>(static_cast<std::size_t>(asked_share * windows + 0.5), 1);
  if (smaller >= sure_of_two * window) {
    asked = std::max<std::size_t>(asked, 2);
  }
  asked = std::min(asked, 2 * widest_window / window);
  auto const different = static_cast<double>(std::min(left.different, right.different));
  auto const can_share =
    std::min(2 * windows * static_cast<double>(window) / static_cast<double>(window + 1), 2 * different);
  auto const all = static_cast<double>(common + common_in_crowds);
  auto const is_enough = common >= std::min(static_cast<double>(asked), std::max(different / 2, 1.0)) ||
                         all >= std::max(2.0, crowd_share * can_share);
  if (!is_enough) {
    return Evidence::None;
  }
  return all >= strong_share * can_share ? Evidence::Strong : Evidence::Some;
}

}  // namespace stemma
