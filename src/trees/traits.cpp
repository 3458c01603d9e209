// SPDX-License-Identifier: Apache-2.0
#include "trees/traits.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "trees/number_words.hpp"

namespace stemma {

namespace {

/// A small number ("two", "seven") stands in any text; two writers hit on it easily.
constexpr std::size_t kSmallNumberDigits = 1;
constexpr float kSmallNumberWeight = 0.3F;

/// A sentence with more than this share of capitals is set as a headline: its capitals say nothing about names.
constexpr double kHeadlineShare = 0.6;

/// Words in a run of wording.
constexpr std::size_t kRun = 3;

struct Capitals {
  std::uint32_t as_name = 0;
  std::uint32_t as_word = 0;
};

/// How the story writes each word; the key is the stem.
using Spelling = std::unordered_map<std::uint64_t, Capitals>;

std::uint64_t mix(std::uint64_t state, std::uint64_t value) {
  state ^= value + 0x9E3779B97F4A7C15ULL + (state << 6U) + (state >> 2U);
  state *= 0xBF58476D1CE4E5B9ULL;
  return state ^ (state >> 29U);
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t state = 0x6E756D626572ULL;
  for (char const c : text) {
    state = mix(state, static_cast<unsigned char>(c));
  }
  return state;
}

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

void note_spelling(TokenText const& text, Spelling& spelling) {
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
        ++spelling[token.stem].as_word;
      } else if (!token.begins_sentence) {
        ++spelling[token.stem].as_name;
      }
    }
  }
}

std::optional<Trait> fact_at(TokenText const& text, std::uint32_t t, Spelling const& spelling) {
  Token const& token = text.tokens[t];
  if (token.kind == TokenKind::Punctuation) {
    return std::nullopt;
  }
  if (auto const number = plain_number(text.text_of(token))) {
    bool const is_small = number->size() <= kSmallNumberDigits || *number == "10" || *number == "11" || *number == "12";
    return Trait{hash_of(*number), is_small ? kSmallNumberWeight : 1.0F, t};
  }
  if (!token.is_capitalised) {
    return std::nullopt;
  }
  auto const known = spelling.find(token.stem);
  bool const is_name = known != spelling.end() && known->second.as_name > known->second.as_word;
  if (!is_name || token.weight <= 0 || token.end_byte - token.begin_byte < 2) {
    return std::nullopt;
  }
  return Trait{token.stem, 1.0F, t};
}

/// Opens and closes at quotation marks; a paragraph's end closes too, so that one stray mark does not spoil the text.
class QuoteState {
 public:
  void see(std::string_view mark) {
    if (mark == "\"") {
      inside_ = !inside_;
    } else if (mark == "“" || mark == "„" || mark == "«") {
      inside_ = true;
    } else if (mark == "”" || mark == "»") {
      inside_ = false;
    }
  }

  void end_paragraph() { inside_ = false; }

  [[nodiscard]] bool inside() const { return inside_; }

 private:
  bool inside_ = false;
};

void keep_first(std::vector<Trait>& layer) {
  std::ranges::stable_sort(layer, {}, &Trait::key);
  auto const doubled = std::ranges::unique(layer, {}, &Trait::key);
  layer.erase(doubled.begin(), doubled.end());
}

void read_wording(TokenText const& text, Sentence const& sentence, std::vector<Trait>& wording) {
  std::vector<std::uint32_t> words;
  for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
    if (text.tokens[t].kind != TokenKind::Punctuation) {
      words.push_back(t);
    }
  }
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) {
    std::uint64_t key = 0;
    for (std::size_t j = i; j < i + kRun; ++j) {
      key = mix(key, text.tokens[words[j]].stem);
    }
    wording.push_back({key, 1.0F, words[i]});
  }
}

TellingTraits traits_of(TokenText const& text, Spelling const& spelling) {
  TellingTraits traits;
  QuoteState quote;
  std::uint32_t paragraph = 0;
  for (Sentence const& sentence : text.sentences) {
    if (sentence.paragraph != paragraph) {
      paragraph = sentence.paragraph;
      quote.end_paragraph();
    }
    for (auto t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
      Token const& token = text.tokens[t];
      if (token.kind == TokenKind::Punctuation) {
        quote.see(text.text_of(token));
        continue;
      }
      auto const fact = fact_at(text, t, spelling);
      if (fact) {
        traits.facts.push_back(*fact);
      }
      if (quote.inside() && token.weight > 0) {
        traits.quoted.push_back({fact ? fact->key : token.stem, 1.0F, t});
      }
    }
    read_wording(text, sentence, traits.wording);
  }
  keep_first(traits.facts);
  keep_first(traits.quoted);
  keep_first(traits.wording);
  return traits;
}

}  // namespace

std::vector<TellingTraits> read_traits(StoryTellings const& story) {
  Spelling spelling;
  for (Telling const& telling : story.tellings) {
    note_spelling(*telling.tokens, spelling);
  }
  std::vector<TellingTraits> traits;
  traits.reserve(story.tellings.size());
  for (Telling const& telling : story.tellings) {
    traits.push_back(traits_of(*telling.tokens, spelling));
  }
  return traits;
}

std::size_t count_shared(std::span<Trait const> left, std::span<Trait const> right) {
  std::size_t shared = 0;
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() && r != right.end()) {
    if (l->key < r->key) {
      ++l;
    } else if (r->key < l->key) {
      ++r;
    } else {
      ++shared;
      ++l;
      ++r;
    }
  }
  return shared;
}

bool has_trait(std::span<Trait const> layer, std::uint64_t key) {
  auto const at = std::ranges::lower_bound(layer, key, {}, &Trait::key);
  return at != layer.end() && at->key == key;
}

}  // namespace stemma
