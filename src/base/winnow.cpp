// SPDX-License-Identifier: Apache-2.0
#include "base/winnow.hpp"

#include <algorithm>
#include <bit>

namespace stemma {

namespace {

/// values[i] becomes the least of values[i] and values[i + shift].
void take_least(std::vector<std::uint64_t>& values, std::size_t shift) {
  auto const count = values.size() - shift;
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = std::min(values[i], values[i + shift]);
  }
  values.resize(count);
}

}  // namespace

void winnow(std::span<std::uint64_t const> shingles, std::size_t window, std::vector<std::uint64_t>& anchors) {
  anchors.clear();
  if (shingles.empty()) {
    return;
  }
  thread_local std::vector<std::uint64_t> least;
  least.assign(shingles.begin(), shingles.end());
  auto const wanted = std::min(window, shingles.size());
  for (std::size_t width = 1; width < wanted;) {
    auto const shift = std::min(width, wanted - width);
    take_least(least, shift);
    width += shift;
  }
  anchors.resize(least.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < least.size(); ++i) {
    anchors[count] = least[i];
    count += i == 0 || least[i] != least[i - 1] ? 1U : 0U;
  }
  anchors.resize(count);
}

}  // namespace stemma
