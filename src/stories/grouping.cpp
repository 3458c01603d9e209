// SPDX-License-Identifier: Apache-2.0
#include "stories/grouping.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stemma {

namespace {

constexpr std::size_t kWordsNamed = 6;

/// What one word adds to the similarities of all pairs.
struct Sums {
  double weights = 0;
  double squares = 0;

  [[nodiscard]] double of_pairs() const { return (weights * weights - squares) / 2; }
};

struct Tie {
  std::uint64_t stem = 0;
  double strength = 0;
};

std::vector<Tie> ties_of(std::span<WordVector const* const> vectors) {
  std::unordered_map<std::uint64_t, Sums> sums;
  for (auto const* vector : vectors) {
    for (WeightedWord const& word : *vector) {
      auto const weight = static_cast<double>(word.weight);
      auto& of_word = sums[word.stem];
      of_word.weights += weight;
      of_word.squares += weight * weight;
    }
  }
  std::vector<Tie> ties;
  for (auto const& [stem, of_word] : sums) {
    ties.push_back({stem, of_word.of_pairs()});
  }
  std::ranges::sort(ties, [](Tie const& a, Tie const& b) {
    return a.strength != b.strength ? a.strength > b.strength : a.stem < b.stem;
  });
  return ties;
}

/// The words as the first telling that has them writes them. What stands for the head of a name has no word of its own.
std::vector<std::string> spelled(StoryTellings const& story, std::vector<Tie> const& ties) {
  std::unordered_map<std::uint64_t, std::string> words;
  for (Telling const& telling : story.tellings) {
    for (Token const& token : telling.tokens->tokens) {
      if (token.kind != TokenKind::Punctuation && !words.contains(token.stem)) {
        words.emplace(token.stem, std::string{telling.tokens->text_of(token)});
      }
    }
  }
  std::vector<std::string> named;
  for (Tie const& tie : ties) {
    auto const word = words.find(tie.stem);
    if (named.size() < kWordsNamed && tie.strength > 0 && word != words.end()) {
      named.push_back(word->second);
    }
  }
  return named;
}

}  // namespace

std::optional<Grouping> explain_grouping(StoryTellings const& story, std::span<WordVector const* const> vectors) {
  auto const tellings = static_cast<double>(vectors.size());
  if (vectors.size() < 2) {
    return std::nullopt;
  }
  auto const ties = ties_of(vectors);
  double sum = 0;
  for (Tie const& tie : ties) {
    sum += tie.strength;
  }
  double const pairs = tellings * (tellings - 1) / 2;
  return Grouping{std::clamp(sum / pairs, 0.0, 1.0), spelled(story, ties)};
}

}  // namespace stemma
