// SPDX-License-Identifier: Apache-2.0
#include "stories/neighbours.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>

#include "base/parallel_for.hpp"

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
std::vector<WeightedWord> heaviest(WordView vector, Postings const& postings) {
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

Postings post(std::span<WordView const> vectors) {
  Postings postings;
  for (std::uint32_t text = 0; text < vectors.size(); ++text) {
    for (WeightedWord const& word : vectors[text]) {
      postings[word.stem].push_back({text, word.weight});
    }
  }
  return postings;
}

/// A word of one of the texts.
struct Occurrence {
  std::uint64_t stem = 0;
  std::uint32_t text = 0;
  float weight = 0;
};

/// The words of all texts, sorted by stem, then text.
std::vector<Occurrence> occurrences_in(std::span<WordView const> vectors) {
  std::vector<Occurrence> all;
  std::size_t count = 0;
  for (WordView const vector : vectors) {
    count += vector.size();
  }
  all.reserve(count);
  for (std::uint32_t text = 0; text < vectors.size(); ++text) {
    for (WeightedWord const& word : vectors[text]) {
      all.push_back({word.stem, text, word.weight});
    }
  }
  std::ranges::sort(all, [](Occurrence const& a, Occurrence const& b) {
    return a.stem != b.stem ? a.stem < b.stem : a.text < b.text;
  });
  return all;
}

/// Of two texts as `find_all` sums it up.
float product(WordView left, WordView right) {
  float sum = 0;
  auto l = left.begin();
  for (auto r = right.begin(); l != left.end() && r != right.end();) {
    if (l->stem == r->stem) {
      sum += l->weight * r->weight;
    }
    auto const stem = l->stem;
    l += stem <= r->stem ? 1 : 0;
    r += r->stem <= stem ? 1 : 0;
  }
  return sum;
}

std::vector<Likeness> find_all(std::span<WordView const> vectors, double least) {
  constexpr std::size_t few = 12;  // texts, of which each two are sooner compared than all words sorted
  auto const texts = vectors.size();
  std::vector<float> sums(texts * texts, 0.0F);  // of two texts, at the later times all texts plus the earlier
  if (texts <= few) {
    for (std::size_t right = 1; right < texts; ++right) {
      for (std::size_t left = 0; left < right; ++left) {
        sums[right * texts + left] = product(vectors[left], vectors[right]);
      }
    }
  } else {
    auto const all = occurrences_in(vectors);
    for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
      for (end = begin; end < all.size() && all[end].stem == all[begin].stem; ++end) {
        for (auto left = begin; left < end; ++left) {
          sums[all[end].text * texts + all[left].text] += all[left].weight * all[end].weight;
        }
      }
    }
  }
  std::vector<Likeness> found;
  for (std::uint32_t right = 1; right < texts; ++right) {
    for (std::uint32_t left = 0; left < right; ++left) {
      auto const sum = sums[right * texts + left];
      if (sum > 0 && sum >= least) {
        found.push_back({left, right, std::min(1.0, static_cast<double>(sum))});
      }
    }
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

/// The neighbours of one text.
void find_by_seeds(
  std::span<WordView const> vectors,
  Postings const& postings,
  double least,
  std::uint32_t text,
  Sums& sums,
  std::vector<Likeness>& found
) {
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

std::vector<Likeness> find_by_seeds(std::span<WordView const> vectors, double least, unsigned threads) {
  constexpr std::size_t tasks = 32;  // each with sums of its own, as many as there are texts
  auto const postings = post(vectors);
  auto const texts_a_task = (vectors.size() + tasks - 1) / tasks;
  std::vector<std::vector<Likeness>> parts(tasks);
  parallel_for(tasks, threads, [&](std::size_t task) {
    Sums sums{vectors.size()};
    auto const end = std::min(vectors.size(), (task + 1) * texts_a_task);
    for (auto text = task * texts_a_task; text < end; ++text) {
      find_by_seeds(vectors, postings, least, static_cast<std::uint32_t>(text), sums, parts[task]);
    }
  });
  std::vector<Likeness> found;
  for (auto const& part : parts) {
    found.insert(found.end(), part.begin(), part.end());
  }
  return found;
}

}  // namespace

std::vector<Likeness> find_neighbours(std::span<WordView const> vectors, double least, unsigned threads) {
  auto found = vectors.size() <= kExactTexts ? find_all(vectors, least) : find_by_seeds(vectors, least, threads);
  auto const key = [](Likeness const& pair) { return std::pair{pair.left, pair.right}; };
  std::ranges::sort(found, {}, key);
  auto const doubled = std::ranges::unique(found, {}, key);
  found.erase(doubled.begin(), doubled.end());
  return found;
}

}  // namespace stemma
