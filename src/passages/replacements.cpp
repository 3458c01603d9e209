// SPDX-License-Identifier: Apache-2.0
#include "passages/replacements.hpp"

#include <algorithm>
#include <tuple>

#include "passages/word_linker.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::uint32_t kLongestRun = 4;     ///< Words; a longer run is another statement, not another reading.
constexpr std::uint32_t kFarthestNeighbour = 4;  ///< Words, function words included.

/// Neighbouring unlinked words of one class.
struct LooseRun {
  WordRange range;
  WordClass kind = WordClass::Content;
  std::uint32_t before = kNone;  ///< Nearest content word on each side, if it is linked: its partner or itself.
  std::uint32_t after = kNone;
};

/// `partner[w - range.begin]` is the linked word of the other side. Neighbours are given as words of the right side.
std::vector<LooseRun> loose_runs(
  WordText const& side, WordRange range, std::vector<std::uint32_t> const& partner, bool is_left
) {
  auto const& words = side.words;
  auto const is_loose = [&](std::uint32_t w) {
    return words[w].kind != WordClass::Function && partner[w - range.begin] == kNone;
  };
  auto const neighbour = [&](std::uint32_t from, bool is_forward) {
    std::uint32_t w = from;
    for (std::uint32_t step = 0; step < kFarthestNeighbour; ++step, w = is_forward ? w + 1 : w - 1) {
      if (w < range.begin || w >= range.end) {  // w wraps below zero
        return kNone;
      }
      if (words[w].kind != WordClass::Function) {
        return partner[w - range.begin] == kNone ? kNone : is_left ? partner[w - range.begin] : w;
      }
    }
    return kNone;
  };
  std::vector<LooseRun> runs;
  for (std::uint32_t w = range.begin; w < range.end;) {
    if (!is_loose(w)) {
      ++w;
      continue;
    }
    LooseRun run{{w, w + 1}, words[w].kind, kNone, kNone};
    while (run.range.end < range.end && is_loose(run.range.end) && words[run.range.end].kind == run.kind) {
      ++run.range.end;
    }
    run.before = neighbour(run.range.begin - 1, false);
    run.after = neighbour(run.range.end, true);
    w = run.range.end;
    if (run.range.size() <= kLongestRun && (run.before != kNone || run.after != kNone)) {
      runs.push_back(run);
    }
  }
  return runs;
}

int shared_neighbours(LooseRun const& left, LooseRun const& right) {
  int count = 0;
  count += left.before != kNone && left.before == right.before ? 1 : 0;
  count += left.after != kNone && left.after == right.after ? 1 : 0;
  return count;
}

}  // namespace

void add_replacements(WordPair const& pair, WordRange left, WordRange right, std::vector<WordLink>& links) {
  std::vector<std::uint32_t> left_partner(left.size(), kNone);
  std::vector<std::uint32_t> right_partner(right.size(), kNone);
  for (WordLink const& link : links) {
    left_partner[link.left - left.begin] = link.right;
    right_partner[link.right - right.begin] = link.left;
  }
  auto const left_runs = loose_runs(pair.sides[0], left, left_partner, true);
  auto const right_runs = loose_runs(pair.sides[1], right, right_partner, false);
  std::vector<std::tuple<int, std::size_t, std::size_t>> candidates;
  for (std::size_t l = 0; l < left_runs.size(); ++l) {
    for (std::size_t r = 0; r < right_runs.size(); ++r) {
      if (left_runs[l].kind == right_runs[r].kind) {
        int const count = shared_neighbours(left_runs[l], right_runs[r]);
        int const needed = left_runs[l].kind == WordClass::Content ? 2 : 1;
        if (count >= needed) {
          candidates.emplace_back(-count, l, r);
        }
      }
    }
  }
  std::sort(candidates.begin(), candidates.end());
  std::vector<std::uint8_t> left_taken(left_runs.size(), 0);
  std::vector<std::uint8_t> right_taken(right_runs.size(), 0);
  for (auto const& [count, l, r] : candidates) {
    if (left_taken[l] != 0 || right_taken[r] != 0) {
      continue;
    }
    left_taken[l] = right_taken[r] = 1;
    WordRange const a = left_runs[l].range;
    WordRange const b = right_runs[r].range;
    for (std::uint32_t k = 0; k < std::min(a.size(), b.size()); ++k) {
      links.push_back({a.end - 1 - k, b.end - 1 - k, LinkKind::Replaced});  // heads stand last: "Banat Water Board"
    }
  }
  std::sort(links.begin(), links.end(), [](WordLink const& a, WordLink const& b) { return a.left < b.left; });
}

}  // namespace stemma
