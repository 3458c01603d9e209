// SPDX-License-Identifier: Apache-2.0
#include "passages/exact_runs.hpp"

#include <algorithm>
#include <queue>
#include <tuple>

#include "passages/interner.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kMostOccurrences = 8;

std::size_t seeds_in(std::vector<Word> const& words) {
  return words.size() < kShortestRun ? 0 : words.size() - kShortestRun + 1;
}

/// The hash of each seed: two halves, each of which is a half of two seeds.
std::vector<std::uint64_t> seed_hashes(std::vector<Word> const& words) {
  static_assert(kShortestRun == 4);
  std::vector<std::uint64_t> hashes(seeds_in(words));
  if (hashes.empty()) {
    return hashes;
  }
  auto const half = [&](std::size_t i) {
    std::uint64_t const mixed = (std::uint64_t{words[i].form} << 32U | words[i + 1].form) * 0x9E3779B97F4A7C15ULL;
    return mixed ^ mixed >> 29U;
  };
  std::uint64_t first = half(0);
  std::uint64_t next = half(1);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    std::uint64_t const second = half(i + 2);
    std::uint64_t const mixed = (first + 0x632BE59BD9B4E019ULL) * 0xFF51AFD7ED558CCDULL ^ second;
    hashes[i] = mixed ^ mixed >> 31U;
    first = next;
    next = second;
  }
  return hashes;
}

/// Where each seed of a text stands: positions of equal seeds side by side.
class SeedIndex {
 public:
  explicit SeedIndex(std::vector<Word> const& words) : numbers_{seeds_in(words)}, positions_(seeds_in(words)) {
    auto const hashes = seed_hashes(words);
    std::vector<std::uint32_t> number_at(positions_.size());
    for (std::size_t i = 0; i < positions_.size(); ++i) {
      number_at[i] = numbers_.number_of(hashes[i]);
    }
    begins_.assign(numbers_.count() + 2, 0);
    for (std::uint32_t const number : number_at) {
      ++begins_[number + 2];
    }
    for (std::size_t n = 2; n < begins_.size(); ++n) {
      begins_[n] += begins_[n - 1];
    }
    for (std::size_t i = 0; i < positions_.size(); ++i) {
      positions_[begins_[number_at[i] + 1]++] = static_cast<std::uint32_t>(i);
    }
    tried_.assign(numbers_.count(), 0);
  }

  /// Calls `work(position)` for the positions of the seed that are worth a try.
  template <typename Work>
  void for_each(std::uint64_t hash, Work const& work) {
    std::uint32_t const number = numbers_.find(hash);
    if (number >= numbers_.count()) {
      return;
    }
    std::uint32_t const begin = begins_[number];
    std::uint32_t const count = begins_[number + 1] - begin;
    if (count > kMostOccurrences) {
      if (tried_[number] < count) {
        work(positions_[begin + tried_[number]++]);
      }
      return;
    }
    for (std::uint32_t k = 0; k < count; ++k) {
      work(positions_[begin + k]);
    }
  }

 private:
  Interner numbers_;
  std::vector<std::uint32_t> positions_;
  std::vector<std::uint32_t> begins_;  // by number
  std::vector<std::uint32_t> tried_;   // by number: how often a frequent seed was met on the left
};

std::vector<ExactRun> maximal_runs(std::vector<Word> const& left, std::vector<Word> const& right) {
  std::vector<ExactRun> runs;
  SeedIndex index{right};
  std::vector<std::uint32_t> reached(left.size() + right.size(), 0);  // by diagonal: end of the last run, on the left
  auto const hashes = seed_hashes(left);
  for (std::uint32_t i = 0; i < hashes.size(); ++i) {
    index.for_each(hashes[i], [&](std::uint32_t j) {
      std::uint32_t& end_on_diagonal = reached[left.size() - 1 - i + j];
      if (end_on_diagonal > i) {
        return;
      }
      std::uint32_t before = 0;
      while (i - before > end_on_diagonal && j > before && left[i - before - 1].form == right[j - before - 1].form) {
        ++before;
      }
      std::uint32_t length = 0;
      while (i + length < left.size() && j + length < right.size() && left[i + length].form == right[j + length].form) {
        ++length;
      }
      end_on_diagonal = std::max(i + length, i + 1);
      if (before + length >= kShortestRun) {  // hashes may collide
        runs.push_back({i - before, j - before, before + length});
      }
    });
  }
  return runs;
}

struct ShorterRun {
  bool operator()(ExactRun const& a, ExactRun const& b) const {
    return std::tuple{a.length, b.left_begin, b.right_begin} < std::tuple{b.length, a.left_begin, a.right_begin};
  }
};

/// Cuts off what is taken at both ends of the run.
ExactRun trim(ExactRun run, std::vector<std::uint8_t> const& left_taken, std::vector<std::uint8_t> const& right_taken) {
  while (run.length > 0 && (left_taken[run.left_begin] != 0 || right_taken[run.right_begin] != 0)) {
    ++run.left_begin;
    ++run.right_begin;
    --run.length;
  }
  while (run.length > 0 && (left_taken[run.left_end() - 1] != 0 || right_taken[run.right_end() - 1] != 0)) {
    --run.length;
  }
  return run;
}

}  // namespace

std::vector<ExactRun> find_exact_runs(WordText const& left, WordText const& right) {
  std::priority_queue<ExactRun, std::vector<ExactRun>, ShorterRun> waiting{
    ShorterRun{}, maximal_runs(left.words, right.words)};
  std::vector<std::uint8_t> left_taken(left.words.size(), 0);
  std::vector<std::uint8_t> right_taken(right.words.size(), 0);
  std::vector<ExactRun> chosen;
  while (!waiting.empty()) {
    ExactRun const run = waiting.top();
    waiting.pop();
    ExactRun const rest = trim(run, left_taken, right_taken);
    if (rest.length < kShortestRun) {
      continue;
    }
    if (rest.length < run.length) {
      waiting.push(rest);
      continue;
    }
    // Nothing taken lies inside: it would be at least as long, and so reach one of the ends.
    std::fill_n(left_taken.begin() + run.left_begin, run.length, std::uint8_t{1});
    std::fill_n(right_taken.begin() + run.right_begin, run.length, std::uint8_t{1});
    chosen.push_back(run);
  }
  std::sort(chosen.begin(), chosen.end(), [](ExactRun const& a, ExactRun const& b) {
    return a.left_begin < b.left_begin;
  });
  return chosen;
}

}  // namespace stemma
