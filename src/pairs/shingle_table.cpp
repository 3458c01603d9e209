// SPDX-License-Identifier: Apache-2.0
#include "pairs/shingle_table.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "base/shingles.hpp"

namespace stemma {

namespace {

/// Boilerplate has an anchor in each window of so many shingles, so it lies within a window of one.
constexpr std::size_t kReach = kWindowShingles - 1;

/// How far a run that both texts have goes, in shingles.
struct Run {
  std::uint32_t length = 0;
  std::uint32_t longest = 0;

  void go_on() noexcept { longest = std::max(longest, ++length); }

  void stop() noexcept { length = 0; }
};

}  // namespace

void ShingleTable::build(std::string_view text, MaskKernel const& kernel) {
  find_words(text, kernel, words_);
  make_shingles(words_.hashes, shingles_);
  slots_.assign(std::bit_ceil(2 * shingles_.size() + 2), Slot{});
  size_ = 0;
  comparison_ = 0;
  for (std::uint32_t i = 0; i < shingles_.size(); ++i) {
    auto* const slot = find(shingles_[i]);
    if (slot->first == kNone) {
      *slot = {shingles_[i], i, 0, 0};
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

void ShingleTable::begin_comparison() {
  if (comparison_ == std::numeric_limits<std::uint16_t>::max()) {
    for (auto& slot : slots_) {
      slot.compared = 0;
      slot.compared_fresh = 0;
    }
    comparison_ = 0;
  }
  ++comparison_;
}

void ShingleTable::mark_boilerplate(std::span<std::uint64_t const> crowded_anchors) {
  is_boilerplate_.assign(other_.size(), 0);
  if (crowded_anchors.empty()) {
    return;
  }
  for (std::size_t i = 0, marked_to = 0; i < other_.size(); ++i) {
    if (matches_[i] == nullptr || !std::ranges::binary_search(crowded_anchors, other_[i])) {
      continue;
    }
    auto const begin = std::max(marked_to, i - std::min(i, kReach));
    marked_to = std::min(i + kReach + 1, other_.size());
    std::fill(
      is_boilerplate_.begin() + static_cast<std::ptrdiff_t>(begin),
      is_boilerplate_.begin() + static_cast<std::ptrdiff_t>(marked_to), char{1}
    );
  }
}

SharedShingles ShingleTable::count_shared() {
  SharedShingles found;
  Run run;
  Run fresh_run;
  std::uint32_t next = kNone;  // where the run would go on in the text
  for (std::size_t i = 0; i < other_.size(); ++i) {
    auto* const slot = matches_[i];
    if (slot == nullptr) {
      run.stop();
      fresh_run.stop();
      next = kNone;
      continue;
    }
    // A run goes on where it stands; only a new run begins at the shingle's first place.
    auto const goes_on = next < shingles_.size() && shingles_[next] == other_[i];
    if (!goes_on) {
      run.stop();
      fresh_run.stop();
    }
    next = (goes_on ? next : slot->first) + 1;
    run.go_on();
    found.shared += slot->compared != comparison_ ? 1U : 0U;
    slot->compared = comparison_;
    if (is_boilerplate_[i] != 0) {
      fresh_run.stop();
    } else {
      fresh_run.go_on();
      found.fresh += slot->compared_fresh != comparison_ ? 1U : 0U;
      slot->compared_fresh = comparison_;
    }
  }
  found.longest = run.longest;
  found.longest_fresh = fresh_run.longest;
  return found;
}

SharedShingles ShingleTable::compare(
  std::string_view other, MaskKernel const& kernel, std::span<std::uint64_t const> crowded_anchors
) {
  find_words(other, kernel, words_);
  make_shingles(words_.hashes, other_);
  begin_comparison();
  matches_.resize(other_.size());
  for (std::size_t i = 0; i < other_.size(); ++i) {
    auto* const slot = find(other_[i]);
    matches_[i] = slot->first == kNone ? nullptr : slot;
  }
  mark_boilerplate(crowded_anchors);
  return count_shared();
}

namespace {

/// A set that is emptied by counting up, not by clearing.
class ShingleSet {
 public:
  [[nodiscard]] std::uint32_t count(std::span<std::uint64_t const> shingles) {
    auto const wanted = std::bit_ceil(2 * shingles.size() + 2);
    if (slots_.size() < wanted || epoch_ == std::numeric_limits<std::uint32_t>::max()) {
      slots_.assign(std::max(wanted, slots_.size()), Slot{});
      epoch_ = 0;
    }
    ++epoch_;
    std::uint32_t different = 0;
    for (auto const shingle : shingles) {
      different += insert(shingle, wanted - 1) ? 1U : 0U;
    }
    return different;
  }

 private:
  struct Slot {
    std::uint64_t shingle = 0;
    std::uint32_t epoch = 0;
  };

  bool insert(std::uint64_t shingle, std::size_t mask) {
    auto at = (shingle >> 16U) & mask;
    while (slots_[at].epoch == epoch_) {
      if (slots_[at].shingle == shingle) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots_[at] = {shingle, epoch_};
    return true;
  }

  std::vector<Slot> slots_;
  std::uint32_t epoch_ = 0;
};

}  // namespace

std::uint32_t count_shingles(std::string_view text, MaskKernel const& kernel) {
  thread_local ByteWords words;
  thread_local std::vector<std::uint64_t> shingles;
  thread_local ShingleSet set;
  find_words(text, kernel, words);
  make_shingles(words.hashes, shingles);
  return set.count(shingles);
}

}  // namespace stemma
