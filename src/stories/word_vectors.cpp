// SPDX-License-Identifier: Apache-2.0
#include "stories/word_vectors.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>

#include "stories/word_pile.hpp"

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

/// Makes one item of all that have one key, sorted by key. Keys are hashes: a table in which each item stands where its key
/// lies among all keys is nearly sorted. Kept by each thread.
class Joiner {
 public:
  /// `join(sum, item)` adds one item to another.
  template <typename Item, typename KeyOf, typename Join>
  void run(std::vector<Item>& items, KeyOf const& key_of, Join const& join) {
    auto const bits = std::bit_width(2 * items.size() + 1);
    slots_.assign((std::size_t{1} << bits) + items.size(), 0);  // the last ones may stand behind the end
    keys_.resize(items.size());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      auto const key = key_of(items[i]);
      auto at = static_cast<std::size_t>(key >> (64 - bits));
      while (slots_[at] != 0 && keys_[slots_[at] - 1] != key) {
        ++at;
      }
      if (slots_[at] != 0) {
        join(items[slots_[at] - 1], items[i]);
      } else {
        items[kept] = items[i];
        keys_[kept] = key;
        slots_[at] = static_cast<std::uint32_t>(++kept);
      }
    }
    items.resize(kept);
    sort(items);
  }

 private:
  template <typename Item>
  void sort(std::vector<Item>& items) {
    thread_local std::vector<Item> sorted;
    sorted.clear();
    order_.clear();
    for (auto const slot : slots_) {
      if (slot == 0) {
        continue;
      }
      order_.push_back(slot - 1);
      for (auto at = order_.size() - 1; at > 0 && keys_[order_[at - 1]] > keys_[order_[at]]; --at) {
        std::swap(order_[at - 1], order_[at]);
      }
    }
    for (auto const place : order_) {
      sorted.push_back(items[place]);
    }
    std::ranges::copy(sorted, items.begin());
  }

  std::vector<std::uint32_t> slots_;  ///< Place + 1 of an item; 0 where free.
  std::vector<std::uint64_t> keys_;   ///< Of the items that are kept.
  std::vector<std::uint32_t> order_;
};

template <typename Item, typename KeyOf, typename Join>
void join_equal(std::vector<Item>& items, KeyOf const& key_of, Join const& join) {
  thread_local Joiner joiner;
  joiner.run(items, key_of, join);
}

void read_leads(TokenText const& text, std::vector<PileWord>& leads) {
  for (Sentence const& sentence : text.sentences) {
    if (is_headline(text, sentence)) {
      continue;
    }
    for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
      Token const& token = text.tokens[t];
      if (token.kind == TokenKind::Word && !(token.is_capitalised && token.begins_sentence)) {
        leads.push_back({token.stem, 0, token.is_capitalised ? 1 : -1});
      }
    }
  }
  join_equal(
    leads, [](PileWord const& word) { return word.stem; },
    [](PileWord& sum, PileWord const& word) { sum.name_lead += word.name_lead; }
  );
}

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

StoryWords read_story_words(TokenText const& text) {
  // As long as the text has tokens at first; what is given back is a copy that is no longer than it must be.
  thread_local StoryWords read;
  read.words.clear();
  read.heads.clear();
  read.leads.clear();
  for (Token const& token : text.tokens) {
    if (token.kind == TokenKind::Punctuation || token.weight <= 0) {
      continue;
    }
    read.words.push_back({token.stem, 1, token.weight, token.kind == TokenKind::Number});
    auto const head = token.is_capitalised ? head_of(text.text_of(token)) : std::nullopt;
    if (head) {
      read.heads.push_back({token.stem, *head, 1, token.weight});
    }
  }
  join_equal(
    read.words, [](StoryWords::Word const& word) { return word.stem; },
    [](StoryWords::Word& sum, StoryWords::Word const& word) {
      sum.count += word.count;
      sum.prior = std::max(sum.prior, word.prior);
      sum.is_number = sum.is_number || word.is_number;
    }
  );
  join_equal(
    read.heads, [](StoryWords::Head const& head) { return head.head ^ std::rotl(head.stem, 1); },
    [](StoryWords::Head& sum, StoryWords::Head const& head) {
      sum.count += head.count;
      sum.prior = std::max(sum.prior, head.prior);
    }
  );
  read_leads(text, read.leads);
  return read;
}

std::vector<CountedWord> count_words(StoryWords const& text, PileLookup const& pile) {
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

WordVector weigh_words(std::span<CountedWord const> words, PileLookup const& pile, double texts) {
  WordVector vector;
  vector.reserve(words.size());
  double squares = 0;
  Rarity rarity{texts};
  thread_local std::vector<PileWord>
    known_words;  // all asked for first: the memory is slow, and brings several at once
  known_words.clear();
  for (CountedWord const& word : words) {
    known_words.push_back(pile(word.stem));
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    CountedWord const& word = words[i];
    PileWord const& known = known_words[i];
    bool const is_name = known.name_lead > 0;
    double const boost = word.is_head ? kNameHeadBoost : word.is_number ? kNumberBoost : is_name ? kNameBoost : 1.0;
    double const weight =
      boost * (word.count == 1 ? 1 : 1 + std::log(word.count)) * std::max(0.0, rarity(known.texts, word.prior));
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

std::vector<WordVector> make_word_vectors(std::span<Telling const> tellings, StoryPile const* taught) {
  if (taught != nullptr) {
    PileLookup const lookup = [&](std::uint64_t stem) {
      auto const at = std::ranges::lower_bound(taught->words, stem, {}, &PileWord::stem);
      return at == taught->words.end() || at->stem != stem ? PileWord{} : *at;
    };
    std::vector<WordVector> vectors;
    vectors.reserve(tellings.size());
    for (Telling const& telling : tellings) {
      vectors.push_back(weigh_words(count_words(read_story_words(*telling.tokens), lookup), lookup, taught->texts));
    }
    return vectors;
  }
  WordPile pile;
  PileLookup const lookup = [&](std::uint64_t stem) {
    auto const* const known = pile.find(stem);
    return known == nullptr ? PileWord{} : *known;
  };
  std::vector<StoryWords> texts;
  texts.reserve(tellings.size());
  for (Telling const& telling : tellings) {
    texts.push_back(read_story_words(*telling.tokens));
    for (PileWord const& lead : texts.back().leads) {
      pile.at(lead.stem).name_lead += lead.name_lead;
    }
  }
  std::vector<std::vector<CountedWord>> counts;
  counts.reserve(tellings.size());
  for (StoryWords const& text : texts) {
    counts.push_back(count_words(text, lookup));
  }
  for (auto const& words : counts) {
    for (CountedWord const& word : words) {
      ++pile.at(word.stem).texts;
    }
  }
  std::vector<WordVector> vectors;
  vectors.reserve(tellings.size());
  for (auto const& words : counts) {
    vectors.push_back(weigh_words(words, lookup, static_cast<double>(tellings.size())));
  }
  return vectors;
}

double cosine(WordVector const& left, WordVector const& right) {
  double sum = 0;
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() && r != right.end()) {
    if (l->stem < r->stem) {
      ++l;
    } else if (r->stem < l->stem) {
      ++r;
    } else {
      sum += static_cast<double>(l->weight) * static_cast<double>(r->weight);
      ++l;
      ++r;
    }
  }
  return std::min(1.0, sum);
}

}  // namespace stemma
