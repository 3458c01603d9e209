// SPDX-License-Identifier: Apache-2.0
#include "passages/replacements.hpp"

#include <algorithm>
#include <tuple>

#include "passages/word_linker.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr int kOneNeighbour = 2;
constexpr int kBothNeighbours = 3;
constexpr std::uint32_t kLongestRun = 4;         ///< Words; a longer run is another statement, not another reading.
constexpr std::uint32_t kFarthestNeighbour = 4;  ///< Words, function words included.

/// Neighbouring unlinked words of one class.
struct LooseRun {
  WordRange range;
  WordKind kind = WordKind::Content;
  std::uint32_t before = kNone;  ///< Nearest content word on each side, if it is linked: its partner or itself.
  std::uint32_t after = kNone;
  std::uint32_t right_before = kNone;  ///< The word right before, whatever it is, if it is linked.
  std::uint32_t right_after = kNone;
};

/// `partner[w - range.begin]` is the linked word of the other side. Neighbours are given as words of the right side.
std::vector<LooseRun> loose_runs(
  WordText const& side, WordRange range, std::vector<std::uint32_t> const& partner, bool is_left
) {
  auto const& words = side.words;
  auto const is_loose = [&](std::uint32_t w) {
    return words[w].kind != WordKind::Function && partner[w - range.begin] == kNone;
  };
  auto const adjacent = [&](std::uint32_t w) {
    bool const is_inside = w >= range.begin && w < range.end;  // w wraps below zero
    return !is_inside || partner[w - range.begin] == kNone ? kNone : is_left ? partner[w - range.begin] : w;
  };
  auto const neighbour = [&](std::uint32_t from, bool is_forward) {
    std::uint32_t w = from;
    for (std::uint32_t step = 0; step < kFarthestNeighbour; ++step, w = is_forward ? w + 1 : w - 1) {
      if (w < range.begin || w >= range.end) {  // w wraps below zero
        return kNone;
      }
      if (words[w].kind != WordKind::Function) {
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
    LooseRun run{{w, w + 1}, words[w].kind, kNone, kNone, kNone, kNone};
    while (run.range.end < range.end && is_loose(run.range.end) && words[run.range.end].kind == run.kind) {
      ++run.range.end;
    }
    run.before = neighbour(run.range.begin - 1, false);
    run.after = neighbour(run.range.end, true);
    run.right_before = adjacent(run.range.begin - 1);
    run.right_after = adjacent(run.range.end);
    w = run.range.end;
    if (run.range.size() <= kLongestRun) {
      runs.push_back(run);
    }
  }
  return runs;
}

/// A content word that both runs have beside them counts two, any word right beside them one.
int shared_neighbours(LooseRun const& left, LooseRun const& right) {
  auto const score = [](std::uint32_t l, std::uint32_t r, std::uint32_t l_adjacent, std::uint32_t r_adjacent) {
    return l != kNone && l == r ? 2 : l_adjacent != kNone && l_adjacent == r_adjacent ? 1 : 0;
  };
  return score(left.before, right.before, left.right_before, right.right_before) +
         score(left.after, right.after, left.right_after, right.right_after);
}

/// What a pair of runs needs to stand at one place. A name or number that the other text has as well probably belongs to
/// another place there.
int needed_neighbours(WordPair const& pair, LooseRun const& left, LooseRun const& right) {
  if (left.kind == WordKind::Content) {
    return kBothNeighbours;
  }
  auto const is_in_both = [&](std::size_t s, WordRange range) {
    bool all = true;
    for (std::uint32_t w = range.begin; w < range.end; ++w) {
      all = all && pair.sides_of_key[pair.sides[s].words[w].key] == 3;
    }
    return all;
  };
  return is_in_both(0, left.range) && is_in_both(1, right.range) ? kBothNeighbours : kOneNeighbour;
}

/// True for the only loose number, date or name.
bool is_alone(std::vector<LooseRun> const& runs, std::size_t r) {
  return runs[r].kind != WordKind::Content &&
         std::count_if(runs.begin(), runs.end(), [&](LooseRun const& run) { return run.kind == runs[r].kind; }) == 1;
}

/// True where the other text has none of the words.
bool only_here(WordPair const& pair, std::size_t s, LooseRun const& run) {
  for (std::uint32_t w = run.range.begin; w < run.range.end; ++w) {
    if (pair.sides_of_key[pair.sides[s].words[w].key] == 3) {
      return false;
    }
  }
  return true;
}

}  // namespace

void add_replacements(WordPair const& pair, WordRange left, WordRange right, std::vector<WordLink>& links) {
  std::vector<std::uint32_t> left_partner(left.size(), kNone);
  for (WordLink const& link : links) {
    left_partner[link.left - left.begin] = link.right;
  }
  auto const left_runs = loose_runs(pair.sides[0], left, left_partner, true);
  if (left_runs.empty()) {
    return;
  }
  std::vector<std::uint32_t> right_partner(right.size(), kNone);
  for (WordLink const& link : links) {
    right_partner[link.right - right.begin] = link.left;
  }
  auto const right_runs = loose_runs(pair.sides[1], right, right_partner, false);
  std::vector<std::tuple<int, std::size_t, std::size_t>> candidates;
  for (std::size_t l = 0; l < left_runs.size(); ++l) {
    for (std::size_t r = 0; r < right_runs.size(); ++r) {
      if (left_runs[l].kind != right_runs[r].kind) {
        continue;
      }
      int const count = shared_neighbours(left_runs[l], right_runs[r]);
      bool const is_lone = is_alone(left_runs, l) && is_alone(right_runs, r) && only_here(pair, 0, left_runs[l]) &&
                           only_here(pair, 1, right_runs[r]);
      if (is_lone || count >= needed_neighbours(pair, left_runs[l], right_runs[r])) {
        candidates.emplace_back(-count, l, r);
      }
    }
  }
  if (candidates.empty()) {
    return;
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
