// SPDX-License-Identifier: Apache-2.0
#include "base/winnow.hpp"

#include <algorithm>

namespace stemma {

void winnow(
  std::span<std::uint64_t const> shingles,
  std::size_t window,
  MaskKernel const& kernel,
  std::vector<std::uint64_t>& anchors
) {
  anchors.clear();
  if (shingles.empty()) {
    return;
  }
  constexpr std::size_t kKept = std::size_t{1} << 18U;  // of a longer text nothing stays behind
  thread_local std::vector<std::uint64_t> least;
  least.assign(shingles.begin(), shingles.end());
  auto const wanted = std::min(window, shingles.size());
  for (std::size_t width = 1; width < wanted;) {
    auto const shift = std::min(width, wanted - width);
    kernel.take_least(least.data(), least.size() - shift, shift);
    least.resize(least.size() - shift);
    width += shift;
  }
  anchors.resize(least.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < least.size(); ++i) {
    anchors[count] = least[i];
    count += i == 0 || least[i] != least[i - 1] ? 1U : 0U;
  }
  anchors.resize(count);
  if (least.capacity() > kKept) {
    least = std::vector<std::uint64_t>{};
  }
}

}  // namespace stemma
