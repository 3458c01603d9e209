// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/byte_masks.hpp"

namespace stemma {

/// Chooses anchors by winnowing (Schleimer, Wilkerson, Aiken 2003): the least shingle of each window, once for all windows
/// in a row that have the same. Shingles fewer than a window are one window.
/// Cost  a few operations a shingle, whatever the window: least values of ever wider windows, each made of two narrower.
void winnow(
  std::span<std::uint64_t const> shingles,
  std::size_t window,
  MaskKernel const& kernel,
  std::vector<std::uint64_t>& anchors
);

}  // namespace stemma
