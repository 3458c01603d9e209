// SPDX-License-Identifier: Apache-2.0
#include "stories/word_vectors.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace stemma {

namespace {

/// What names and numbers count beside other words: they say which event, other words say what kind of event.
constexpr double kNameBoost = 2;
constexpr double kNumberBoost = 1.5;

/// Names are garbled on the way: the first letters of a name count too, as a name of their own.
constexpr std::size_t kNameHeadLetters = 4;
constexpr double kNameHeadBoost = 1.2;

/// The prior pile that stands behind every pile: so many texts …
constexpr double kPriorTexts = 500;
/// … in which a word of weight w occurs in the share exp(-kPriorFall · w).
constexpr double kPriorFall = 6;

/// A sentence with more than this share of capitals is set as a headline: its capitals say nothing about names.
constexpr double kHeadlineShare = 0.6;

bool is_headline(TokenText const& text, Sentence const& sentence) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
    if (text.tokens[t].kind == TokenKind::Word) {
      ++words;
      capitals += static_cast<std::size_t>(text.tokens[t].is_capitalised);
    }
  }
  return static_cast<double>(capitals) > kHeadlineShare * static_cast<double>(words);
}

/// Items by their keys, given back in the order of the keys. Keys are hashes: a table in which each item stands where its key
/// lies among all keys is nearly sorted.
template <typename Item>
class KeyTable {
 public:
  /// For so many items at most.
  void begin(std::size_t most_items) {
    bits_ = static_cast<unsigned>(std::bit_width(2 * most_items + 1));
    slots_.assign((std::size_t{1} << bits_) + most_items, 0);  // the last ones may stand behind the end
    keys_.clear();
    items_.clear();
  }

  /// The item of a key; a new one is as it is made. The reference lives until the next one is asked for.
  Item& at(std::uint64_t key) {
    auto slot = static_cast<std::size_t>(key >> (64 - bits_));
    while (slots_[slot] != 0 && keys_[slots_[slot] - 1] != key) {
      ++slot;
    }
    if (slots_[slot] == 0) {
      keys_.push_back(key);
      items_.emplace_back();
      slots_[slot] = static_cast<std::uint32_t>(keys_.size());
    }
    return items_[slots_[slot] - 1];
  }

  /// Calls `take(key, item)` for one after the other.
  template <typename Take>
  void each_sorted(Take const& take) {
    order_.resize(keys_.size() + 1);
    std::size_t count = 0;
    for (auto const slot : slots_) {  // without a branch: which slots are free nobody can foresee
      order_[count] = slot - 1;
      count += slot != 0 ? 1 : 0;
    }
    order_.resize(count);
    for (std::size_t i = 1; i < count; ++i) {
      for (auto at = i; at > 0 && keys_[order_[at - 1]] > keys_[order_[at]]; --at) {
        std::swap(order_[at - 1], order_[at]);
      }
    }
    for (auto const place : order_) {
      take(keys_[place], items_[place]);
    }
  }

 private:
  unsigned bits_ = 1;
  std::vector<std::uint32_t> slots_;  ///< Place + 1 of an item; 0 where free.
  std::vector<std::uint64_t> keys_;
  std::vector<Item> items_;
  std::vector<std::uint32_t> order_;
};

/// What one text has of a stem.
struct StemSum {
  std::uint32_t count = 0;  ///< As a word that tells something.
  float prior = 0;
  std::int32_t name_lead = 0;
  bool has_lead = false;
  bool is_number = false;
};

/// Lists that are as long as a text has words; kept by each thread.
struct StoryWordsSpace {
  KeyTable<StemSum> stems;
  KeyTable<StoryWords::Head> heads;
};

/// A key for the first letters of a name, in small letters; nothing for names too short to have more.
std::optional<std::uint64_t> head_of(std::string_view name) {
  if (name.size() <= kNameHeadLetters) {
    return std::nullopt;
  }
  std::uint64_t key = 0x68656164;
  for (char const c : name.substr(0, kNameHeadLetters)) {
    auto const letter = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    key = (key ^ letter) * 0x9E3779B97F4A7C15ULL;
    key ^= key >> 31U;
  }
  return key;
}

bool has_lesser_stem(CountedWord const& a, CountedWord const& b) {
  return a.stem < b.stem;
}

/// Makes one of the words that have one stem, in a sorted list.
void join_neighbours(std::vector<CountedWord>& sorted) {
  std::size_t kept = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i].stem != sorted[kept].stem) {
      sorted[++kept] = sorted[i];
      continue;
    }
    auto& sum = sorted[kept];
    sum.count += sorted[i].count;
    sum.prior = std::max(sum.prior, sorted[i].prior);
    sum.is_number = sum.is_number || sorted[i].is_number;
  }
  sorted.resize(std::min(sorted.size(), kept + 1));
}

/// How rare a word is in one pile. Priors are few, so the last ones are remembered.
class Rarity {
 public:
  explicit Rarity(double texts) : texts_{texts} {}

  [[nodiscard]] double operator()(double texts_with_word, float prior_weight) {
    auto const at = static_cast<std::size_t>(prior_weight * 64) % weights_.size();
    if (weights_[at] != prior_weight || priors_[at] == 0) {
      weights_[at] = prior_weight;
      priors_[at] = kPriorTexts * std::exp(-kPriorFall * static_cast<double>(prior_weight));
    }
    return std::log((texts_ + kPriorTexts + 1) / (texts_with_word + priors_[at] + 0.5));
  }

 private:
  double texts_;
  std::array<float, 64> weights_{};
  std::array<double, 64> priors_{};
};

}  // namespace

void read_story_words(TokenText const& text, StoryWords& read) {
  thread_local StoryWordsSpace space;
  auto& [stems, heads] = space;
  stems.begin(text.tokens.size());
  heads.begin(text.tokens.size());
  std::size_t words = 0;
  std::size_t leads = 0;
  for (Sentence const& sentence : text.sentences) {
    bool const tells_names = !is_headline(text, sentence);
    for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
      Token const& token = text.tokens[t];
      bool const is_lead =
        tells_names && token.kind == TokenKind::Word && !(token.is_capitalised && token.begins_sentence);
      bool const tells = token.kind != TokenKind::Punctuation && token.weight > 0;
      if (!is_lead && !tells) {
        continue;
      }
      auto& sum = stems.at(token.stem);
      if (is_lead) {
        leads += sum.has_lead ? 0 : 1;
        sum.has_lead = true;
        sum.name_lead += token.is_capitalised ? 1 : -1;
      }
      if (!tells) {
        continue;
      }
      words += sum.count == 0 ? 1 : 0;
      ++sum.count;
      sum.prior = std::max(sum.prior, token.weight);
      sum.is_number = sum.is_number || token.kind == TokenKind::Number;
      if (auto const key = token.is_capitalised ? head_of(text.text_of(token)) : std::nullopt) {
        auto& head = heads.at(*key ^ std::rotl(token.stem, 1));
        head = {token.stem, *key, head.count + 1, std::max(head.prior, token.weight)};
      }
    }
  }
  read.words.clear();
  read.heads.clear();
  read.leads.clear();
  read.words.reserve(words);
  read.leads.reserve(leads);
  stems.each_sorted([&](std::uint64_t stem, StemSum const& sum) {
    if (sum.count > 0) {
      read.words.push_back({stem, sum.count, sum.prior, sum.is_number});
    }
    if (sum.has_lead) {
      read.leads.push_back({stem, 0, sum.name_lead});
    }
  });
  heads.each_sorted([&](std::uint64_t, StoryWords::Head const& head) { read.heads.push_back(head); });
}

StoryWords read_story_words(TokenText const& text) {
  StoryWords read;
  read_story_words(text, read);
  return read;
}

std::vector<CountedWord> count_words(StoryWordsView const& text, PileLookup const& pile) {
  std::vector<CountedWord> counted;
  counted.reserve(text.words.size() + text.heads.size());
  for (StoryWords::Word const& word : text.words) {
    counted.push_back({word.stem, word.count, word.prior, word.is_number, false});
  }
  for (StoryWords::Head const& head : text.heads) {
    if (pile(head.stem).name_lead > 0) {
      counted.push_back({head.head, head.count, head.prior, false, true});
    }
  }
  // The words are sorted, and the heads are few.
  auto const heads = counted.begin() + static_cast<std::ptrdiff_t>(text.words.size());
  std::stable_sort(heads, counted.end(), has_lesser_stem);
  std::inplace_merge(counted.begin(), heads, counted.end(), has_lesser_stem);
  join_neighbours(counted);
  return counted;
}

WordVector weigh_words(std::span<CountedWord const> words, std::span<PileWord const> known, double texts) {
  WordVector vector;
  vector.reserve(words.size());
  double squares = 0;
  Rarity rarity{texts};
  for (std::size_t i = 0; i < words.size(); ++i) {
    CountedWord const& word = words[i];
    bool const is_name = known[i].name_lead > 0;
    double const boost = word.is_head ? kNameHeadBoost : word.is_number ? kNumberBoost : is_name ? kNameBoost : 1.0;
    double const weight =
      boost * (word.count == 1 ? 1 : 1 + std::log(word.count)) * std::max(0.0, rarity(known[i].texts, word.prior));
    if (weight > 0) {
      vector.push_back({word.stem, static_cast<float>(weight)});
      squares += weight * weight;
    }
  }
  auto const length = static_cast<float>(std::sqrt(squares));
  for (WeightedWord& word : vector) {
    word.weight /= length;
  }
  return vector;
}

void shorten(WordView vector, std::vector<ShortWord>& words) {
  words.clear();
  words.reserve(vector.size());
  for (WeightedWord const& word : vector) {
    auto const stem = static_cast<std::uint32_t>(word.stem >> 32U);
    if (!words.empty() && words.back().stem == stem) {
      words.back().weight += word.weight;
    } else {
      words.push_back({stem, word.weight});
    }
  }
}

namespace {

template <typename View>
double cosine_of(View left, View right) {
  double sum = 0;
  auto const* l = left.data();
  auto const* r = right.data();
  auto const* const left_end = l + left.size();
  auto const* const right_end = r + right.size();
  while (l != left_end && r != right_end) {
    auto const stem = l->stem;
    if (stem == r->stem) {
      sum += static_cast<double>(l->weight) * static_cast<double>(r->weight);
    }
    // Which of the two goes on nobody can foresee, so there is no branch on it.
    l += stem <= r->stem ? 1 : 0;
    r += r->stem <= stem ? 1 : 0;
  }
  return std::min(1.0, sum);
}

}  // namespace

double cosine(WordView left, WordView right) {
  return cosine_of(left, right);
}

double cosine(ShortView left, ShortView right) {
  return cosine_of(left, right);
}

}  // namespace stemma
