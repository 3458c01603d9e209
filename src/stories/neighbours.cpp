// SPDX-License-Identifier: Apache-2.0
#include "stories/neighbours.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/parallel_for.hpp"
#include "stories/seeds.hpp"

namespace stemma {

namespace {

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

/// Heaviest words first; equal weights by number, so that the choice is the same on every run.
std::vector<NumberedWord> heaviest(NumberedView vector, Postings const& postings) {
  std::vector<NumberedWord> words;
  for (NumberedWord const& word : vector) {
    if (!postings[word.number].empty()) {
      words.push_back(word);
    }
  }
  auto const heavier = [](NumberedWord const& a, NumberedWord const& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.number < b.number;
  };
  auto const count = std::min(words.size(), kSeedWords);
  std::ranges::partial_sort(words, words.begin() + static_cast<std::ptrdiff_t>(count), heavier);
  words.resize(count);
  return words;
}

std::uint64_t key_of(ShortWord const& word) {
  return word.stem;
}

std::uint64_t key_of(NumberedWord const& word) {
  return word.number;
}

/// A word of one of the texts.
struct Occurrence {
  std::uint64_t key = 0;
  std::uint32_t text = 0;
  float weight = 0;
};

/// The words of all texts, sorted by key, then text.
template <typename Vectors>
std::vector<Occurrence> occurrences_in(Vectors const& vectors) {
  std::vector<Occurrence> all;
  std::size_t count = 0;
  for (std::size_t text = 0; text < vectors.size(); ++text) {
    count += vectors[text].size();
  }
  all.reserve(count);
  for (std::uint32_t text = 0; text < vectors.size(); ++text) {
    for (auto const& word : vectors[text]) {
      all.push_back({key_of(word), text, word.weight});
    }
  }
  std::ranges::sort(all, [](Occurrence const& a, Occurrence const& b) {
    return a.key != b.key ? a.key < b.key : a.text < b.text;
  });
  return all;
}

/// Of two texts as `find_all` sums it up.
template <typename Vector>
float product(Vector left, Vector right) {
  float sum = 0;
  auto l = left.begin();
  for (auto r = right.begin(); l != left.end() && r != right.end();) {
    auto const key = key_of(*l);
    auto const other = key_of(*r);
    if (key == other) {
      sum += l->weight * r->weight;
    }
    l += key <= other ? 1 : 0;
    r += other <= key ? 1 : 0;
  }
  return sum;
}

template <typename Vectors>
std::vector<Likeness> find_all(Vectors const& vectors, double least) {
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
      for (end = begin; end < all.size() && all[end].key == all[begin].key; ++end) {
        for (auto left = begin; left < end; ++left) {
          sums[all[end].text * texts + all[left].text] += all[left].weight * all[end].weight;
        }
      }
    }
  }
  std::vector<Likeness> found;
  for (std::uint32_t left = 0; left < texts; ++left) {
    for (std::uint32_t right = left + 1; right < texts; ++right) {
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

/// The neighbours that some texts have found, those of one text after those of another.
struct Found {
  std::vector<std::uint32_t> others;  ///< Of each text, sorted.
  std::vector<double> similarities;
  std::vector<std::uint32_t> ends;  ///< Of each text's.
};

/// What a thread needs for one text after another.
class Seeker {
 public:
  Seeker(PileVectors const& vectors, Postings const& postings, double least)
      : vectors_{vectors}, postings_{postings}, least_{least}, sums_{vectors.size()} {}

  /// The neighbours of one text.
  void seek(std::uint32_t text, Found& found) {
    auto const vector = vectors_[text];
    for (NumberedWord const& word : heaviest(vector, postings_)) {
      for (auto const& other : postings_[word.number]) {
        if (other.text != text) {
          sums_.add(other.text, word.weight * other.weight);
        }
      }
    }
    alike_.clear();
    sums_.drain([&](std::uint32_t other, float sum) { alike_.emplace_back(other, static_cast<double>(sum)); });
    keep_greatest(alike_, kMostMeasured);
    measure_.take(vector);
    for (auto& [other, similarity] : alike_) {
      similarity = measure_.cosine(vectors_[other]);
    }
    std::erase_if(alike_, [&](auto const& pair) { return pair.second < least_; });
    keep_greatest(alike_, kMostNeighbours);
    std::ranges::sort(alike_);
    for (auto const& [other, similarity] : alike_) {
      found.others.push_back(other);
      found.similarities.push_back(similarity);
    }
    found.ends.push_back(static_cast<std::uint32_t>(found.others.size()));
  }

 private:
  PileVectors const& vectors_;
  Postings const& postings_;
  double least_;
  Sums sums_;
  Measure measure_;
  std::vector<std::pair<std::uint32_t, double>> alike_;
};

/// What was found of all texts; a pair of which both have found the other stands there twice.
class FoundOfPile {
 public:
  FoundOfPile(std::size_t texts, std::size_t tasks) : texts_a_task_{(texts + tasks - 1) / tasks}, parts_(tasks) {}

  [[nodiscard]] std::size_t first(std::size_t task) const { return task * texts_a_task_; }

  [[nodiscard]] Found& part(std::size_t task) { return parts_[task]; }

  /// Each pair once, sorted; what was found is forgotten.
  [[nodiscard]] std::vector<Likeness> pairs(unsigned threads) && {
    std::vector<std::vector<Likeness>> later(parts_.size());  // those that only the later text has found
    std::vector<std::size_t> counts(parts_.size());
    parallel_for(parts_.size(), threads, [&](std::size_t task) {
      each(task, [&](std::uint32_t text, std::uint32_t other, double similarity) {
        if (text < other) {
          ++counts[task];
        } else if (!has_found(other, text)) {
          later[task].push_back({other, text, similarity});
        }
      });
    });
    std::vector<Likeness> only_later;
    std::size_t count = 0;
    for (std::size_t task = 0; task < parts_.size(); ++task) {
      only_later.insert(only_later.end(), later[task].begin(), later[task].end());
      later[task] = {};
      count += counts[task];
    }
    auto const key = [](Likeness const& pair) { return std::pair{pair.left, pair.right}; };
    std::ranges::sort(only_later, {}, key);
    std::vector<Likeness> all;
    all.reserve(count + only_later.size());
    auto next = only_later.begin();
    for (std::size_t task = 0; task < parts_.size(); ++task) {
      each(task, [&](std::uint32_t text, std::uint32_t other, double similarity) {
        if (text < other) {
          for (; next != only_later.end() && key(*next) < std::pair{text, other}; ++next) {
            all.push_back(*next);
          }
          all.push_back({text, other, similarity});
        }
      });
      parts_[task] = {};
    }
    all.insert(all.end(), next, only_later.end());
    return all;
  }

 private:
  template <typename Take>
  void each(std::size_t task, Take const& take) const {
    auto const& part = parts_[task];
    auto text = static_cast<std::uint32_t>(first(task));
    std::uint32_t at = 0;
    for (auto const end : part.ends) {
      for (; at < end; ++at) {
        take(text, part.others[at], part.similarities[at]);
      }
      ++text;
    }
  }

  [[nodiscard]] bool has_found(std::uint32_t text, std::uint32_t other) const {
    auto const& part = parts_[text / texts_a_task_];
    auto const place = text % texts_a_task_;
    auto const begin = part.others.begin() + (place == 0 ? 0 : part.ends[place - 1]);
    return std::binary_search(begin, part.others.begin() + part.ends[place], other);
  }

  std::size_t texts_a_task_;
  std::vector<Found> parts_;
};

std::vector<Likeness> find_by_seeds(PileVectors vectors, double least, unsigned threads) {
  constexpr std::size_t tasks = 64;  // each with sums of its own, as many as there are texts
  auto const texts = vectors.size();
  FoundOfPile found{texts, tasks};
  {
    PileVectors const used{std::move(vectors)};
    Postings const postings{used, kLongestPosting};
    parallel_for(tasks, threads, [&](std::size_t task) {
      Seeker seeker{used, postings, least};
      for (auto text = found.first(task); text < std::min(texts, found.first(task + 1)); ++text) {
        seeker.seek(static_cast<std::uint32_t>(text), found.part(task));
      }
    });
  }
  return std::move(found).pairs(threads);
}

}  // namespace

std::vector<Likeness> find_neighbours(PileVectors vectors, double least, unsigned threads) {
  return vectors.size() <= kExactTexts ? find_all(vectors, least) : find_by_seeds(std::move(vectors), least, threads);
}

std::vector<Likeness> find_neighbours(std::span<ShortView const> vectors, double least, unsigned threads) {
  return vectors.size() <= kExactTexts ? find_all(vectors, least) : find_by_seeds(PileVectors{vectors}, least, threads);
}

}  // namespace stemma
