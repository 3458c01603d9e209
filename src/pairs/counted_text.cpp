// SPDX-License-Identifier: Apache-2.0
#include "pairs/counted_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "base/shingles.hpp"
#include "base/winnow.hpp"
#include "pairs/anchor_pairs.hpp"

namespace stemma {

namespace {

constexpr std::size_t kMostRuns = 8;
constexpr std::uint32_t kLeastRun = 4;  // 8 words; shorter ones are stock phrases

// A lone crowded anchor is a stock phrase, a row of them is a passage that belongs to the furniture of many texts.
constexpr std::uint32_t kPhraseShingles = 6;

/// Marks the shingles [begin, begin + marks.size()) that belong to boilerplate, from the crowded anchors among them.
/// Crowds are known by the anchors of long texts, which lie up to a widest window apart: anchors so near are one passage, and
/// a passage may go on for as much beyond them. `widest_window` 0: for nothing beyond them.
void mark_boilerplate(
  std::span<std::uint32_t const> places, std::size_t begin, std::size_t widest_window, std::vector<char>& marks
) {
  auto const end = begin + marks.size();
  auto const gap = std::max<std::size_t>(widest_window, 1);
  auto const* at = std::lower_bound(places.data(), places.data() + places.size(), begin);
  auto const* const stop = places.data() + places.size();
  while (at != stop && *at < end) {
    auto const first = *at;
    auto last = first;
    for (++at; at != stop && *at < end && *at - last <= gap; ++at) {
      last = *at;
    }
    auto const is_passage = last - first >= kPhraseShingles;
    auto const reach = is_passage && widest_window > 0 ? widest_window - 1 : kShingleWords - 1;
    auto const from = std::max(begin, first - std::min<std::size_t>(first, reach));
    for (auto place = from; place < std::min(last + reach + 1, end); ++place) {
      marks[place - begin] = 1;
    }
  }
}

}  // namespace

void CountedText::count(std::string_view text, MaskKernel const& kernel) {
  find_words(text, kernel, words_);
  make_shingles(words_.hashes, kernel, shingles_);
  fill_table();
  crowded_places_.clear();
  fresh_size_ = size_;
  is_boilerplate_known_ = false;
}

void CountedText::find_boilerplate(std::size_t widest_window, MaskKernel const& kernel, KeySet const& crowded) {
  if (!is_boilerplate_known_) {
    auto const window = window_of(shingles_.size(), widest_window);
    find_crowded_places(window, kernel, crowded);
    count_fresh(window);
    is_boilerplate_known_ = true;
  }
}

std::uint32_t CountedText::end_byte(std::size_t shingle) const noexcept {
  return words_.end_bytes[shingle + kShingleWords - 1];
}

void CountedText::fill_table() {
  slots_.assign(std::bit_ceil(2 * shingles_.size() + 2), kNone);
  filter_.assign(std::bit_ceil(shingles_.size() / 8 + 1), 0);
  filter_mask_ = 64 * filter_.size() - 1;
  size_ = 0;
  auto const mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < shingles_.size(); ++i) {
    auto const bit = shingles_[i] >> kFilterShift & filter_mask_;
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    auto at = (shingles_[i] >> 16U) & mask;
    while (slots_[at] != kNone && shingles_[slots_[at]] != shingles_[i]) {
      at = (at + 1) & mask;
    }
    if (slots_[at] == kNone) {
      slots_[at] = i;
      ++size_;
    }
  }
}

/// Counts the different shingles that stand at least once outside of boilerplate.
void CountedText::count_fresh(std::size_t gap) {
  if (crowded_places_.empty()) {
    return;
  }
  std::vector<char> is_boilerplate(shingles_.size());
  mark_boilerplate(crowded_places_, 0, gap, is_boilerplate);
  if (size_ == shingles_.size()) {
    fresh_size_ -= static_cast<std::uint32_t>(std::ranges::count(is_boilerplate, char{1}));
    return;
  }
  fresh_size_ = 0;
  for (auto const place : slots_) {
    fresh_size_ += place != kNone && is_boilerplate[place] == 0 ? 1U : 0U;
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

void CountedText::find_crowded_places(std::size_t window, MaskKernel const& kernel, KeySet const& crowded) {
  if (crowded.empty()) {
    return;
  }
  winnow(shingles_, window, kernel, anchors_);
  std::erase_if(anchors_, [&](std::uint64_t anchor) {
    return !crowded.contains(crowd_key(anchor_key(anchor), anchor_share(anchor)));
  });
  if (anchors_.empty()) {
    return;
  }
  std::ranges::sort(anchors_);
  std::array<std::uint64_t, 64> seen{};  // a look at one bit spares nearly every search
  for (auto const anchor : anchors_) {
    seen[anchor / 64 % seen.size()] |= std::uint64_t{1} << (anchor % 64);
  }
  for (std::uint32_t place = 0; place < shingles_.size(); ++place) {
    auto const shingle = shingles_[place];
    if ((seen[shingle / 64 % seen.size()] >> (shingle % 64) & 1U) != 0 && std::ranges::binary_search(anchors_, shingle)) {
      crowded_places_.push_back(place);
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

/// Counts what is fresh in a run. Boilerplate ends where the run does, whatever stands beside it in the two texts.
void TextComparison::count_fresh(
  SharedRun const& run,
  CountedText const& left,
  CountedText const& right,
  std::size_t widest_window,
  SharedShingles& found
) {
  auto const has_repeats = left.size_ != left.shingles_.size();
  marks_.assign(run.shingles, 0);
  mark_boilerplate(right.crowded_places_, run.right, widest_window, marks_);
  std::uint32_t length = 0;
  for (std::uint32_t i = 0; i < run.shingles; ++i) {
    if (marks_[i] != 0) {
      length = 0;
      continue;
    }
    found.longest_fresh = std::max(found.longest_fresh, ++length);
    auto const first = has_repeats ? left.first_place(left.shingles_[run.left + i]) : run.left + i;
    found.fresh += is_first_visit(fresh_visits_, first) ? 1U : 0U;
  }
}

void TextComparison::discount_boilerplate(
  CountedText const& left, CountedText const& right, std::size_t widest_window, SharedShingles& found
) {
  if (right.crowded_places_.empty()) {
    return;
  }
  found.fresh = found.longest_fresh = 0;
  for (auto const& run : runs_) {
    count_fresh(run, left, right, widest_window, found);
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
  runs_.clear();
  SharedShingles found;
  SharedRun run;
  std::uint32_t next = none;  // where the run would go on in the left text
  auto const stop = [&] {
    if (run.shingles == 0) {
      return;
    }
    found.longest = std::max(found.longest, run.shingles);
    keep_run(run, found.runs);
    runs_.push_back(run);
    run.shingles = 0;
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    auto const shingle = right.shingles_[i];
    // A run goes on where it stands; only a new run begins at the shingle's first place.
    auto const goes_on = next < left.shingles_.size() && left.shingles_[next] == shingle;
    if (!goes_on && !left.may_have(shingle)) {
      stop();
      next = none;
      continue;
    }
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
  }
  stop();
  found.fresh = found.shared;
  found.longest_fresh = found.longest;
  return found;
}

}  // namespace stemma
