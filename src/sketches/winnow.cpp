// SPDX-License-Identifier: Apache-2.0
#include "sketches/winnow.hpp"

#include <algorithm>
#include <bit>

namespace stemma {

namespace {

/// What competes: other bits lead than those that choose registers, so that anchors and registers are independent.
std::uint64_t rank_of(std::uint64_t shingle) noexcept {
  return std::rotl(shingle, 32);
}

/// The least of [begin, end), the last of equals.
std::size_t least(std::span<std::uint64_t const> shingles, std::size_t begin, std::size_t end) noexcept {
  auto best = begin;
  for (auto i = begin + 1; i < end; ++i) {
    best = rank_of(shingles[i]) <= rank_of(shingles[best]) ? i : best;
  }
  return best;
}

}  // namespace

std::vector<Anchor> winnow(std::span<std::uint64_t const> shingles) {
  std::vector<Anchor> anchors;
  if (shingles.empty()) {
    return anchors;
  }
  anchors.reserve(2 * shingles.size() / kWindowShingles + 1);
  auto const add = [&](std::size_t at) { anchors.push_back({shingles[at], static_cast<std::uint32_t>(at)}); };
  auto const first_end = std::min(kWindowShingles, shingles.size());
  auto best = least(shingles, 0, first_end);
  add(best);
  for (auto last = first_end; last < shingles.size(); ++last) {
    if (rank_of(shingles[last]) <= rank_of(shingles[best])) {
      best = last;
    } else if (best + kWindowShingles <= last) {
      best = least(shingles, last + 1 - kWindowShingles, last + 1);
    } else {
      continue;
    }
    add(best);
  }
  return anchors;
}

}  // namespace stemma
