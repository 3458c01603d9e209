// SPDX-License-Identifier: Apache-2.0
#include "pairs/shingle_table.hpp"

#include <algorithm>
#include <bit>

#include "base/shingles.hpp"

namespace stemma {

void ShingleTable::build(std::string_view text, MaskKernel const& kernel) {
  find_words(text, kernel, words_);
  make_shingles(words_.hashes, shingles_);
  slots_.assign(std::bit_ceil(2 * shingles_.size() + 2), Slot{});
  size_ = 0;
  comparison_ = 0;
  for (std::uint32_t i = 0; i < shingles_.size(); ++i) {
    auto* const slot = find(shingles_[i]);
    if (slot->first == kNone) {
      *slot = {shingles_[i], i, 0};
      ++size_;
    }
  }
}

/// The slot of a shingle, or the free one where it would stand.
ShingleTable::Slot* ShingleTable::find(std::uint64_t shingle) noexcept {
  auto const mask = slots_.size() - 1;
  auto at = (shingle >> 16U) & mask;
  while (slots_[at].first != kNone && slots_[at].shingle != shingle) {
    at = (at + 1) & mask;
  }
  return &slots_[at];
}

std::uint32_t ShingleTable::count_different(std::span<std::uint64_t const> shingles) {
  sorted_.assign(shingles.begin(), shingles.end());
  std::ranges::sort(sorted_);
  return static_cast<std::uint32_t>(std::ranges::unique(sorted_).begin() - sorted_.begin());
}

SharedShingles ShingleTable::compare(std::string_view other, MaskKernel const& kernel) {
  find_words(other, kernel, words_);
  make_shingles(words_.hashes, other_);
  ++comparison_;
  SharedShingles found;
  found.others = count_different(other_);
  std::uint32_t run = 0;
  std::uint32_t next = kNone;  // where the run would go on in the text
  for (auto const shingle : other_) {
    auto* const slot = find(shingle);
    if (slot->first == kNone) {
      run = 0;
      next = kNone;
      continue;
    }
    if (slot->compared != comparison_) {
      slot->compared = comparison_;
      ++found.shared;
    }
    // A run goes on where it stands; only a new run begins at the shingle's first place.
    auto const goes_on = next < shingles_.size() && shingles_[next] == shingle;
    run = goes_on ? run + 1 : 1;
    next = (goes_on ? next : slot->first) + 1;
    found.longest = std::max(found.longest, run);
  }
  return found;
}

}  // namespace stemma
