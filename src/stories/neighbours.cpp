// SPDX-License-Identifier: Apache-2.0
#include "stories/neighbours.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>

namespace stemma {

namespace {

struct Posting {
  std::uint32_t text = 0;
  float weight = 0;
};

using Postings = std::unordered_map<std::uint64_t, std::vector<Posting>>;

/// The sums of products of one text with all later texts, reset cheaply between texts.
class Sums {
 public:
  explicit Sums(std::size_t texts) : sums_(texts, 0.0F) {}

  void add(std::uint32_t text, float product) {
    if (sums_[text] == 0) {
      touched_.push_back(text);
    }
    sums_[text] += product;
  }

  /// Hands the texts touched, in no order, to `take(text, sum)`, and forgets them.
  template <typename Take>
  void drain(Take const& take) {
    for (auto const text : touched_) {
      take(text, sums_[text]);
      sums_[text] = 0;
    }
    touched_.clear();
  }

 private:
  std::vector<float> sums_;
  std::vector<std::uint32_t> touched_;
};

/// Heaviest words first; equal weights by stem, so that the choice is the same on every run.
std::vector<WeightedWord> heaviest(WordVector const& vector, Postings const& postings) {
  std::vector<WeightedWord> words;
  for (WeightedWord const& word : vector) {
    auto const length = postings.at(word.stem).size();
    if (length > 1 && length <= kLongestPosting) {
      words.push_back(word);
    }
  }
  auto const heavier = [](WeightedWord const& a, WeightedWord const& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem;
  };
  auto const count = std::min(words.size(), kSeedWords);
  std::ranges::partial_sort(words, words.begin() + static_cast<std::ptrdiff_t>(count), heavier);
  words.resize(count);
  return words;
}

Postings post(std::span<WordVector const> vectors) {
  Postings postings;
  for (std::uint32_t text = 0; text < vectors.size(); ++text) {
    for (WeightedWord const& word : vectors[text]) {
      postings[word.stem].push_back({text, word.weight});
    }
  }
  return postings;
}

std::vector<Likeness> find_all(std::span<WordVector const> vectors, double least) {
  Postings postings;  // of the texts before the current one
  Sums sums{vectors.size()};
  std::vector<Likeness> found;
  for (std::uint32_t text = 0; text < vectors.size(); ++text) {
    for (WeightedWord const& word : vectors[text]) {
      auto& posting = postings[word.stem];
      for (Posting const& other : posting) {
        sums.add(other.text, word.weight * other.weight);
      }
      posting.push_back({text, word.weight});
    }
    sums.drain([&](std::uint32_t other, float sum) {
      if (sum >= least) {
        found.push_back({other, text, std::min(1.0, static_cast<double>(sum))});
      }
    });
  }
  return found;
}

/// Keeps the greatest, equal ones by text, so that the choice is the same on every run.
void keep_greatest(std::vector<std::pair<std::uint32_t, double>>& found, std::size_t count) {
  auto const greater = [](auto const& a, auto const& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  };
  count = std::min(count, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(count), greater);
  found.resize(count);
}

std::vector<Likeness> find_by_seeds(std::span<WordVector const> vectors, double least) {
  auto const postings = post(vectors);
  Sums sums{vectors.size()};
  std::vector<Likeness> found;
  for (std::uint32_t text = 0; text < vectors.size(); ++text) {
    for (WeightedWord const& word : heaviest(vectors[text], postings)) {
      for (Posting const& other : postings.at(word.stem)) {
        if (other.text != text) {
          sums.add(other.text, word.weight * other.weight);
        }
      }
    }
    std::vector<std::pair<std::uint32_t, double>> alike;
    sums.drain([&](std::uint32_t other, float sum) { alike.emplace_back(other, static_cast<double>(sum)); });
    keep_greatest(alike, kMostMeasured);
    for (auto& [other, similarity] : alike) {
      similarity = cosine(vectors[text], vectors[other]);
    }
    std::erase_if(alike, [&](auto const& pair) { return pair.second < least; });
    keep_greatest(alike, kMostNeighbours);
    for (auto const& [other, similarity] : alike) {
      found.push_back({std::min(text, other), std::max(text, other), similarity});
    }
  }
  return found;
}

}  // namespace

std::vector<Likeness> find_neighbours(std::span<WordVector const> vectors, double least) {
  auto found = vectors.size() <= kExactTexts ? find_all(vectors, least) : find_by_seeds(vectors, least);
  auto const key = [](Likeness const& pair) { return std::pair{pair.left, pair.right}; };
  std::ranges::sort(found, {}, key);
  auto const doubled = std::ranges::unique(found, {}, key);
  found.erase(doubled.begin(), doubled.end());
  return found;
}

}  // namespace stemma
