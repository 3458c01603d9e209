// SPDX-License-Identifier: Apache-2.0
#include "pipeline/close_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>

namespace stemma {

namespace {

constexpr float kWeighty = 0.3F;

using Words = std::vector<std::uint64_t>;

/// The different weighty words of a telling, sorted.
Words weighty_words(TokenText const& text) {
  Words words;
  for (Token const& token : text.tokens) {
    if (token.weight >= kWeighty) {
      words.push_back(token.word);
    }
  }
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::vector<std::pair<WitnessIndex, WitnessIndex>> all_pairs(WitnessIndex count) {
  std::vector<std::pair<WitnessIndex, WitnessIndex>> pairs;
  for (WitnessIndex left = 0; left < count; ++left) {
    for (WitnessIndex right = left + 1; right < count; ++right) {
      pairs.emplace_back(left, right);
    }
  }
  return pairs;
}

/// The witnesses that share most with one, nearest first, ties by index (which is the order of ids).
std::vector<WitnessIndex> nearest(std::vector<double> const& shared, WitnessIndex self) {
  std::vector<WitnessIndex> order;
  for (WitnessIndex other = 0; other < shared.size(); ++other) {
    if (other != self && shared[other] > 0) {
      order.push_back(other);
    }
  }
  auto const keep = std::min(order.size(), kNearestTellings);
  std::ranges::partial_sort(
    order, order.begin() + static_cast<std::ptrdiff_t>(keep),
    [&](WitnessIndex a, WitnessIndex b) { return shared[a] != shared[b] ? shared[a] > shared[b] : a < b; }
  );
  order.resize(keep);
  return order;
}

}  // namespace

std::vector<std::pair<WitnessIndex, WitnessIndex>> close_pairs(StoryTellings const& story) {
  auto const count = story.tellings.size();
  std::size_t bytes = 0;
  for (Telling const& telling : story.tellings) {
    bytes += telling.tokens->text.size();
  }
  if (aligns_all_pairs(count, bytes)) {
    return all_pairs(static_cast<WitnessIndex>(count));
  }
  std::vector<Words> words(count);
  std::map<std::uint64_t, std::vector<WitnessIndex>> postings;
  for (WitnessIndex witness = 0; witness < count; ++witness) {
    words[witness] = weighty_words(*story.tellings[witness].tokens);
    for (auto const word : words[witness]) {
      postings[word].push_back(witness);
    }
  }
  std::vector<std::pair<WitnessIndex, WitnessIndex>> pairs;
  for (WitnessIndex witness = 0; witness < count; ++witness) {
    std::vector<double> shared(count, 0);
    for (auto const word : words[witness]) {
      auto const& carriers = postings[word];
      double const rarity = std::log(static_cast<double>(count) / static_cast<double>(carriers.size()));
      if (carriers.size() * 4 <= count) {
        for (auto const other : carriers) {
          shared[other] += rarity;
        }
      }
    }
    for (auto const other : nearest(shared, witness)) {
      pairs.emplace_back(std::min(witness, other), std::max(witness, other));
    }
  }
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace stemma
