// SPDX-License-Identifier: Apache-2.0
#include "trees/word_diff.hpp"

#include <algorithm>
#include <cstddef>

namespace stemma {

namespace {

using Words = std::span<std::uint64_t const>;
/// How far right each diagonal was reached; diagonal k (left minus right words taken) stands at k + differences.
using Reach = std::vector<std::ptrdiff_t>;

std::ptrdiff_t furthest(Reach const& reach, std::ptrdiff_t middle, std::ptrdiff_t diagonal, std::ptrdiff_t step) {
  auto const at = [&](std::ptrdiff_t k) { return reach[static_cast<std::size_t>(k + middle)]; };
  bool const goes_down = diagonal == -step || (diagonal != step && at(diagonal - 1) < at(diagonal + 1));
  return goes_down ? at(diagonal + 1) : at(diagonal - 1) + 1;
}

/// Walks back from the end over the reaches of each step and collects the words passed in step.
std::vector<CommonWord> trace_back(std::vector<Reach> const& reaches, Words left, Words right) {
  std::vector<CommonWord> matches;
  auto l = static_cast<std::ptrdiff_t>(left.size());
  auto r = static_cast<std::ptrdiff_t>(right.size());
  auto const take = [&](std::ptrdiff_t until_left) {
    while (l > until_left) {
      --l;
      --r;
      matches.push_back({static_cast<std::uint32_t>(l), static_cast<std::uint32_t>(r)});
    }
  };
  for (auto step = static_cast<std::ptrdiff_t>(reaches.size()) - 1; step > 0; --step) {
    Reach const& before = reaches[static_cast<std::size_t>(step - 1)];
    auto const middle = static_cast<std::ptrdiff_t>(before.size() / 2);
    auto const diagonal = l - r;
    auto const at = [&](std::ptrdiff_t k) { return before[static_cast<std::size_t>(k + middle)]; };
    bool const went_down = diagonal == -step || (diagonal != step && at(diagonal - 1) < at(diagonal + 1));
    take(went_down ? at(diagonal + 1) : at(diagonal - 1) + 1);
    (went_down ? r : l) -= 1;
  }
  take(0);
  std::ranges::reverse(matches);
  return matches;
}

}  // namespace

std::optional<std::vector<CommonWord>> match_words(Words left, Words right, std::size_t most_differences) {
  auto const left_end = static_cast<std::ptrdiff_t>(left.size());
  auto const right_end = static_cast<std::ptrdiff_t>(right.size());
  std::vector<Reach> reaches;
  for (std::ptrdiff_t step = 0; step <= static_cast<std::ptrdiff_t>(most_differences); ++step) {
    // A margin of one diagonal on each side, never reached.
    Reach reach(static_cast<std::size_t>(2 * step + 3), -1);
    auto const middle = step + 1;
    for (std::ptrdiff_t diagonal = -step; diagonal <= step; diagonal += 2) {
      auto const before_middle = step == 0 ? 0 : static_cast<std::ptrdiff_t>(reaches.back().size() / 2);
      auto l = step == 0 ? 0 : furthest(reaches.back(), before_middle, diagonal, step);
      auto r = l - diagonal;
      while (l < left_end && r < right_end && l >= 0 && r >= 0 &&
             left[static_cast<std::size_t>(l)] == right[static_cast<std::size_t>(r)]) {
        ++l;
        ++r;
      }
      reach[static_cast<std::size_t>(diagonal + middle)] = l;
      if (l >= left_end && r >= right_end) {
        reaches.push_back(std::move(reach));
        return trace_back(reaches, left, right);
      }
    }
    reaches.push_back(std::move(reach));
  }
  return std::nullopt;
}

}  // namespace stemma
