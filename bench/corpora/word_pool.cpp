// SPDX-License-Identifier: Apache-2.0
#include "bench/corpora/word_pool.hpp"

#include <algorithm>

namespace stemma::bench {

namespace {

constexpr std::uint64_t kNumbers = 6000;
constexpr std::uint64_t kGivenNames = 1500;
constexpr std::uint64_t kSurnames = 20'000;
constexpr std::uint64_t kPlaces = 6000;
constexpr std::size_t kPhrases = 400;
constexpr std::size_t kRareFrom = 3000;

constexpr std::string_view kFunctionWords[] = {
  "the",    "of",     "to",   "and",     "a",       "in",    "that",  "for",      "is",    "on",     "was",
  "said",   "with",   "it",   "as",      "at",      "by",    "be",    "from",     "he",    "have",   "his",
  "has",    "are",    "an",   "not",     "were",    "who",   "they",  "but",      "had",   "will",   "their",
  "been",   "this",   "its",  "more",    "would",   "after", "which", "or",       "one",   "about",  "she",
  "we",     "people", "her",  "two",     "also",    "when",  "there", "all",      "out",   "up",     "year",
  "last",   "new",    "than", "over",    "first",   "time",  "into",  "could",    "other", "what",   "no",
  "if",     "some",   "them", "years",   "him",     "can",   "three", "police",   "told",  "before", "no-one",
  "most",   "only",   "made", "state",   "because", "so",    "where", "under",    "while", "city",   "against",
  "during", "since",  "says", "between", "now",     "day",   "may",   "officials"};

constexpr std::string_view kOnsets[] = {"b", "br", "c", "ch", "d", "w", "g",  "gr", "h",  "k",
                                        "l", "m",  "n", "p",  "r", "s", "st", "t",  "tr", "v"};
constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "ea", "ai", "ou", "ie", "oa"};
constexpr std::string_view kCodas[] = {"", "n", "r", "s", "t", "l", "nd", "st", "sk", "m", "d", "rt"};
constexpr std::string_view kEndings[] = {"", "", "", "", "s", "s", "ed", "ing", "ly", "ion", "er", "al"};
constexpr std::string_view kForeign[] = {"é", "ö", "ñ", "á", "ç", "ü", "ø", "š"};

template <std::size_t N>
std::string_view one_of(std::string_view const (&list)[N], RandomNumbers& random) {
  return list[random.below(N)];
}

std::string made_word(RandomNumbers& random, std::size_t syllables) {
  std::string word;
  for (std::size_t i = 0; i < syllables; ++i) {
    word += one_of(kOnsets, random);
    word += one_of(kVowels, random);
    word += one_of(kCodas, random);
  }
  return word;
}

std::string made_name(RandomNumbers& random, std::size_t syllables) {
  auto name = made_word(random, syllables);
  name.front() = static_cast<char>(name.front() - 0x20);
  if (random.below(24) == 0) {
    name += one_of(kForeign, random);
  }
  return random.below(40) == 0 ? "O'" + name : name;
}

std::string with_commas(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return digits;
}

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

WordPool::WordPool(std::uint64_t seed) {
  RandomNumbers random{seed};
  add_common_words(random);
  add_numbers(random);
  add_names(random);
  make_alias_table();
  for (std::size_t i = 0; i < kPhrases; ++i) {
    auto& phrase = phrases_.emplace_back();
    for (auto words = 3 + random.below(6); words > 0; --words) {
      phrase.push_back(common(random.next()));
    }
  }
}

void WordPool::add(std::string_view word) {
  word = word.substr(0, kSlotBytes - 1);
  Slot slot;
  std::ranges::copy(word, slot.letters.begin());
  slot.length = static_cast<std::uint8_t>(word.size());
  slots_.push_back(slot);
}

void WordPool::add_common_words(RandomNumbers& random) {
  slots_.reserve(kCommonWords + kNumbers + kGivenNames + kSurnames + kPlaces);
  for (auto const word : kFunctionWords) {
    add(word);
  }
  while (slots_.size() < kCommonWords) {
    auto const rank = slots_.size();
    auto word = made_word(random, rank < 1500 ? 1 : rank < 20'000 ? 1 + random.below(2) : 2 + random.below(2));
    add(word.append(one_of(kEndings, random)));
  }
}

void WordPool::add_numbers(RandomNumbers& random) {
  numbers_ = static_cast<WordId>(slots_.size());
  for (std::uint64_t i = 0; i < kNumbers; ++i) {
    switch (i % 6) {
      case 0:
        add(std::to_string(2 + random.below(98)));
        break;
      case 1:
        add(std::to_string(1950 + random.below(80)));
        break;
      case 2:
        add(with_commas(1000 + random.below(2'000'000)));
        break;
      case 3:
        add(std::to_string(random.below(100)) + "." + std::to_string(random.below(10)));
        break;
      case 4:
        add("$" + with_commas(10 + random.below(100'000)));
        break;
      default:
        add(two_digits(random.below(24)) + ":" + two_digits(random.below(60)));
    }
  }
}

void WordPool::add_names(RandomNumbers& random) {
  auto const add_some = [&](std::uint64_t count, std::size_t most_syllables) {
    auto const first = static_cast<WordId>(slots_.size());
    for (std::uint64_t i = 0; i < count; ++i) {
      add(made_name(random, 1 + random.below(most_syllables)));
    }
    return first;
  };
  given_names_ = add_some(kGivenNames, 2);
  surnames_ = add_some(kSurnames, 3);
  places_ = add_some(kPlaces, 3);
}

void WordPool::make_alias_table() {
  std::vector<std::uint64_t> weight(kCommonWords);
  std::uint64_t sum = 0;
  for (std::uint64_t rank = 0; rank < kCommonWords; ++rank) {
    weight[rank] = (std::uint64_t{1} << 40U) / (10 * rank + 27);
    sum += weight[rank];
  }
  columns_.resize(kCommonWords);
  std::vector<WordId> low;
  std::vector<WordId> high;
  for (WordId word = 0; word < kCommonWords; ++word) {
    columns_[word] = {kShareMask, word};
    weight[word] *= kCommonWords;  // so that `sum` is the mean
    (weight[word] < sum ? low : high).push_back(word);
  }
  while (!low.empty() && !high.empty()) {
    auto const poor = low.back();
    auto const rich = high.back();
    low.pop_back();
    columns_[poor] = {static_cast<std::uint32_t>(weight[poor] / ((sum >> 23U) + 1)), rich};
    weight[rich] -= sum - weight[poor];
    if (weight[rich] < sum) {
      high.pop_back();
      low.push_back(rich);
    }
  }
}

WordId WordPool::rare(RandomNumbers& random) const noexcept {
  return static_cast<WordId>(kRareFrom + random.below(kCommonWords - kRareFrom));
}

WordId WordPool::number(RandomNumbers& random) const noexcept {
  return numbers_ + static_cast<WordId>(random.below(kNumbers));
}

WordId WordPool::given_name(RandomNumbers& random) const noexcept {
  return given_names_ + static_cast<WordId>(random.below(kGivenNames));
}

WordId WordPool::surname(RandomNumbers& random) const noexcept {
  return surnames_ + static_cast<WordId>(random.below(kSurnames));
}

WordId WordPool::place(RandomNumbers& random) const noexcept {
  return places_ + static_cast<WordId>(random.below(kPlaces));
}

std::span<WordId const> WordPool::stock_phrase(RandomNumbers& random) const noexcept {
  return phrases_[std::min(random.below(kPhrases), random.below(kPhrases))];
}

}  // namespace stemma::bench
