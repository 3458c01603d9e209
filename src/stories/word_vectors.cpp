// SPDX-License-Identifier: Apache-2.0
#include "stories/word_vectors.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>

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

struct PileWord {
  std::uint32_t texts = 0;    ///< Tellings that have it.
  std::uint32_t as_name = 0;  ///< Capitalised where a capital means something.
  std::uint32_t as_word = 0;  ///< In small letters.
};

struct TextWord {
  std::uint64_t stem = 0;
  std::uint32_t count = 0;
  float prior = 0;  ///< The token's weight.
  bool is_number = false;
  bool is_head = false;  ///< Stands for the first letters of a name.
};

using Pile = std::unordered_map<std::uint64_t, PileWord>;

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

void count_capitals(TokenText const& text, Pile& pile) {
  for (Sentence const& sentence : text.sentences) {
    if (is_headline(text, sentence)) {
      continue;
    }
    for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
      Token const& token = text.tokens[t];
      if (token.kind != TokenKind::Word) {
        continue;
      }
      if (!token.is_capitalised) {
        ++pile[token.stem].as_word;
      } else if (!token.begins_sentence) {
        ++pile[token.stem].as_name;
      }
    }
  }
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

bool is_name(Token const& token, Pile const& pile) {
  auto const known = pile.find(token.stem);
  return token.is_capitalised && known != pile.end() && known->second.as_name > known->second.as_word;
}

std::vector<TextWord> count_words(TokenText const& text, Pile const& pile) {
  std::vector<TextWord> words;
  for (Token const& token : text.tokens) {
    if (token.kind == TokenKind::Punctuation || token.weight <= 0) {
      continue;
    }
    words.push_back({token.stem, 1, token.weight, token.kind == TokenKind::Number, false});
    auto const head = is_name(token, pile) ? head_of(text.text_of(token)) : std::nullopt;
    if (head) {
      words.push_back({*head, 1, token.weight, false, true});
    }
  }
  std::ranges::sort(words, {}, &TextWord::stem);
  std::vector<TextWord> counted;
  for (TextWord const& word : words) {
    if (counted.empty() || counted.back().stem != word.stem) {
      counted.push_back(word);
    } else {
      ++counted.back().count;
      counted.back().prior = std::max(counted.back().prior, word.prior);
      counted.back().is_number = counted.back().is_number || word.is_number;
    }
  }
  return counted;
}

double rarity(double texts_with_word, double texts, double prior_weight) {
  double const prior = kPriorTexts * std::exp(-kPriorFall * prior_weight);
  return std::log((texts + kPriorTexts + 1) / (texts_with_word + prior + 0.5));
}

WordVector weigh(std::span<TextWord const> words, Pile const& pile, double texts) {
  WordVector vector;
  double squares = 0;
  for (TextWord const& word : words) {
    PileWord const& known = pile.at(word.stem);
    bool const is_name = known.as_name > known.as_word;
    double const boost = word.is_head ? kNameHeadBoost : word.is_number ? kNumberBoost : is_name ? kNameBoost : 1.0;
    double const weight = boost * (1 + std::log(word.count)) * std::max(0.0, rarity(known.texts, texts, word.prior));
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

}  // namespace

std::vector<WordVector> make_word_vectors(std::span<Telling const> tellings) {
  Pile pile;
  std::vector<std::vector<TextWord>> counts;
  counts.reserve(tellings.size());
  for (Telling const& telling : tellings) {
    count_capitals(*telling.tokens, pile);
  }
  for (Telling const& telling : tellings) {
    counts.push_back(count_words(*telling.tokens, pile));
    for (TextWord const& word : counts.back()) {
      ++pile[word.stem].texts;
    }
  }
  std::vector<WordVector> vectors;
  vectors.reserve(tellings.size());
  for (auto const& words : counts) {
    vectors.push_back(weigh(words, pile, static_cast<double>(tellings.size())));
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
