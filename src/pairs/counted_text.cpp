// SPDX-License-Identifier: Apache-2.0
#include "pairs/counted_text.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "base/shingles.hpp"
#include "base/winnow.hpp"
#include "pairs/anchor_pairs.hpp"

namespace stemma {

namespace {

constexpr std::size_t kMostRuns = 8;
constexpr std::uint32_t kLeastRun = 4;  // 8 words; shorter ones are stock phrases

/// How far a run goes, in shingles.
struct Run {
  std::uint32_t length = 0;
  std::uint32_t longest = 0;

  void go_on() noexcept { longest = std::max(longest, ++length); }

  void stop() noexcept { length = 0; }
};

}  // namespace

void CountedText::count(
  std::string_view text, MaskKernel const& kernel, std::size_t widest_window, KeySet const& crowded
) {
  find_words(text, kernel, words_);
  make_shingles(words_.hashes, shingles_);
  mark_boilerplate(window_of(shingles_.size(), widest_window), crowded);
  fill_table();
}

std::uint32_t CountedText::end_byte(std::size_t shingle) const noexcept {
  return words_.end_bytes[shingle + kShingleWords - 1];
}

void CountedText::fill_table() {
  slots_.assign(std::bit_ceil(2 * shingles_.size() + 2), kNone);
  size_ = 0;
  auto const mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < shingles_.size(); ++i) {
    auto at = (shingles_[i] >> 16U) & mask;
    while (slots_[at] != kNone && shingles_[slots_[at]] != shingles_[i]) {
      at = (at + 1) & mask;
    }
    if (slots_[at] == kNone) {
      slots_[at] = i;
      ++size_;
    }
  }
  fresh_size_ = size_;
  if (!boilerplate_.empty()) {
    fresh_size_ = 0;
    for (auto const place : slots_) {
      fresh_size_ += place != kNone && boilerplate_[place] == 0 ? 1U : 0U;
    }
  }
}

std::uint32_t CountedText::first_place(std::uint64_t shingle) const noexcept {
  auto const mask = slots_.size() - 1;
  auto at = (shingle >> 16U) & mask;
  while (slots_[at] != kNone && shingles_[slots_[at]] != shingle) {
    at = (at + 1) & mask;
  }
  return slots_[at];
}

void CountedText::mark_boilerplate(std::size_t window, KeySet const& crowded) {
  boilerplate_.clear();
  if (crowded.empty()) {
    return;
  }
  winnow(shingles_, window, anchors_);
  std::erase_if(anchors_, [&](std::uint64_t anchor) {
    return !crowded.contains(crowd_key(anchor_key(anchor), anchor_share(anchor)));
  });
  if (anchors_.empty()) {
    return;
  }
  std::ranges::sort(anchors_);
  boilerplate_.assign(shingles_.size(), 0);
  auto const reach = window - 1;
  for (std::size_t i = 0, marked_to = 0; i < shingles_.size(); ++i) {
    if (!std::ranges::binary_search(anchors_, shingles_[i])) {
      continue;
    }
    auto const begin = std::max(marked_to, i - std::min(i, reach));
    marked_to = std::min(i + reach + 1, shingles_.size());
    for (auto at = begin; at < marked_to; ++at) {
      boilerplate_[at] = 1;
    }
  }
}

bool TextComparison::is_first_visit(std::vector<std::uint32_t>& visits, std::uint32_t place) noexcept {
  auto const is_first = visits[place] != comparison_;
  visits[place] = comparison_;
  return is_first;
}

void TextComparison::keep_run(SharedRun const& run, std::vector<SharedRun>& runs) {
  if (run.shingles < kLeastRun || (runs.size() == kMostRuns && run.shingles <= runs.back().shingles)) {
    return;
  }
  auto const at = std::ranges::upper_bound(runs, run.shingles, std::greater{}, &SharedRun::shingles);
  runs.insert(at, run);
  if (runs.size() > kMostRuns) {
    runs.pop_back();
  }
}

SharedShingles TextComparison::compare(CountedText const& left, CountedText const& right) {
  if (++comparison_ == std::numeric_limits<std::uint32_t>::max()) {
    visits_.clear();
    fresh_visits_.clear();
    comparison_ = 1;
  }
  if (visits_.size() < left.shingles_.size()) {
    visits_.resize(left.shingles_.size());
    fresh_visits_.resize(left.shingles_.size());
  }
  constexpr auto none = CountedText::kNone;
  auto const has_repeats = left.size_ != left.shingles_.size();
  auto const count = static_cast<std::uint32_t>(right.shingles_.size());
  SharedShingles found;
  Run fresh_run;
  SharedRun run;
  std::uint32_t next = none;  // where the run would go on in the left text
  auto const stop = [&] {
    found.longest = std::max(found.longest, run.shingles);
    keep_run(run, found.runs);
    run.shingles = 0;
    fresh_run.stop();
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    auto const shingle = right.shingles_[i];
    // A run goes on where it stands; only a new run begins at the shingle's first place.
    auto const goes_on = next < left.shingles_.size() && left.shingles_[next] == shingle;
    auto const first = goes_on && !has_repeats ? next : left.first_place(shingle);
    if (!goes_on) {
      stop();
      if (first == none) {
        next = none;
        continue;
      }
      run = {first, i, 0};
      next = first;
    }
    ++next;
    ++run.shingles;
    found.shared += is_first_visit(visits_, first) ? 1U : 0U;
    if (!right.boilerplate_.empty() && right.boilerplate_[i] != 0) {
      fresh_run.stop();
    } else {
      fresh_run.go_on();
      found.fresh += is_first_visit(fresh_visits_, first) ? 1U : 0U;
    }
  }
  stop();
  found.longest_fresh = fresh_run.longest;
  return found;
}

}  // namespace stemma
