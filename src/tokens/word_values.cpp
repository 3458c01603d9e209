// SPDX-License-Identifier: Apache-2.0
#include "tokens/word_values.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>

#include "base/common_words.hpp"
#include "base/word_form.hpp"
#include "tokens/character.hpp"
#include "tokens/word_scanner.hpp"

namespace stemma {

namespace {

constexpr float kRareWeight = 0.9F;
constexpr float kNameWeight = 1.0F;
constexpr float kCapitalisedWeight = 0.5F;  // at least, within a sentence: perhaps part of a name
constexpr float kInitialsWeight = 0.8F;     // "U.S.", "US", "WHO"
constexpr float kLetterWeight = 0.3F;

struct WordValue {
  std::uint64_t word = 0;
  std::uint64_t stem = 0;
  float weight = 0;
};

float english_weight(std::string_view folded) {
  switch (commonness(folded)) {
    case Commonness::Function:
      return 0;
    case Commonness::Frequent:
      return 0.25F;
    case Commonness::Common:
      return 0.45F;
    case Commonness::Familiar:
      return 0.65F;
    case Commonness::Rare:
      break;
  }
  return folded.size() == 1 ? kLetterWeight : kRareWeight;
}

/// Without a list: short words are the common ones. A letter of a script without spaces is a short word.
float foreign_weight(std::string_view folded) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < folded.size() && letters < 5; ++letters) {
    at = character_at(folded, at).end_byte;
  }
  return letters <= 1 ? 0.15F : letters <= 3 ? 0.25F : letters == 4 ? 0.6F : kRareWeight;
}

WordValue value_of(std::string_view folded, std::uint64_t word, bool is_english) {
  if (!is_english) {
    return {word, word, foreign_weight(folded)};
  }
  return {word, hash_word(stem_word(folded)), english_weight(folded)};
}

/// Remembers the last words met: stems and weights are pure functions of the word, so what is forgotten costs time only.
class WordMemory {
 public:
  WordValue const& value(std::string_view folded, std::uint64_t word, bool is_english) {
    auto& slot = slots_[(word >> 40) % kSlots];
    if (slot.word != word) {
      slot = value_of(folded, word, is_english);
    }
    return slot;
  }

 private:
  static constexpr std::size_t kSlots = 1U << 14;
  std::unique_ptr<WordValue[]> slots_ = std::make_unique<WordValue[]>(kSlots);
};

WordMemory& memory_of_this_thread(bool is_english) {
  thread_local std::array<WordMemory, 2> memories;
  return memories[is_english ? 1 : 0];
}

/// The folded form of an ASCII text without dots, in `buffer`; empty where the general way must be taken.
std::string_view fold_quickly(std::string_view text, std::array<char, kLongestWordBytes + 8>& buffer) {
  if (text.size() > kLongestWordBytes) {
    return {};
  }
  auto special = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const byte = static_cast<unsigned char>(text[i]);
    auto const is_upper = byte >= 'A' && byte <= 'Z';
    buffer[i] = static_cast<char>(byte | (is_upper ? 0x20 : 0));
    special |= (byte & 0x80) | (byte == '.' ? 1 : 0);
  }
  return special == 0 ? std::string_view{buffer.data(), text.size()} : std::string_view{};
}

bool is_all_capitals(std::string_view text) {
  return text.size() > 1 && std::ranges::all_of(text, [](char byte) { return byte >= 'A' && byte <= 'Z'; });
}

float weight_in_place(Token const& token, std::string_view text, float weight) {
  if (token.kind != TokenKind::Word) {
    return token.kind == TokenKind::Number ? kNameWeight : 0;
  }
  auto const has_dots = text.size() >= 4 && text[1] == '.' && token.is_capitalised;
  if (has_dots) {
    return kInitialsWeight;
  }
  if (!token.is_capitalised || token.begins_sentence || weight == 0) {
    return weight;
  }
  return weight >= kRareWeight ? kNameWeight : std::max(weight, kCapitalisedWeight);
}

/// "US" and "WHO" are no function words, unless all around them is written in capitals.
void weigh_capitals(TokenText& tokens) {
  auto const is_shouted = [&](std::size_t at) {
    return at < tokens.tokens.size() && is_all_capitals(tokens.text_of(tokens.tokens[at]));
  };
  for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
    auto& token = tokens.tokens[i];
    if (token.kind == TokenKind::Word && token.is_capitalised && token.weight == 0 && is_shouted(i) &&
        !is_shouted(i + 1) && (i == 0 || !is_shouted(i - 1))) {
      token.weight = kInitialsWeight;
    }
  }
}

}  // namespace

void fill_word_values(TokenText& tokens, bool is_english) {
  auto& memory = memory_of_this_thread(is_english);
  std::array<char, kLongestWordBytes + 8> buffer;
  std::string long_form;
  for (auto& token : tokens.tokens) {
    auto const text = tokens.text_of(token);
    auto folded = fold_quickly(text, buffer);
    if (folded.empty()) {
      long_form = fold_word(text);
      folded = long_form;
    }
    token.word = hash_word(folded);
    if (token.kind != TokenKind::Word) {
      token.stem = token.word;
      token.weight = weight_in_place(token, text, 0);
      continue;
    }
    auto const& value = memory.value(folded, token.word, is_english);
    token.stem = value.stem;
    token.weight = weight_in_place(token, text, value.weight);
  }
  weigh_capitals(tokens);
}

}  // namespace stemma
