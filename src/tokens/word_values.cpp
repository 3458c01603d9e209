// SPDX-License-Identifier: Apache-2.0
#include "tokens/word_values.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <memory>
#include <span>
#include <string>

#include "base/common_words.hpp"
#include "base/item_of_thread.hpp"
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

float english_weight(std::string_view folded, std::string_view stem) {
  switch (commonness(folded, stem)) {
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
  auto const stem = stem_word(folded);
  return {word, hash_word(stem), english_weight(folded, stem)};
}

/// Remembers the last words met: stems and weights are pure functions of the word, so what is forgotten costs time only.
class WordMemory {
 public:
  /// The value of a word, if it is remembered; else what `make` says.
  template <typename Make>
  WordValue const& value(std::uint64_t word, Make const& make) {
    auto& slot = slots_[place(word)];
    if (slot.word != word) {
      slot = make();
    }
    return slot;
  }

  /// Asks for the memory of a word that will soon be looked up.
  void announce(std::uint64_t word) const noexcept { __builtin_prefetch(&slots_[place(word)]); }

 private:
  static constexpr std::size_t kSlots = 1U << 18;

  [[nodiscard]] static std::size_t place(std::uint64_t word) noexcept { return (word >> 40U) % kSlots; }

  std::unique_ptr<WordValue[]> slots_ = std::make_unique<WordValue[]>(kSlots);
};

/// Of English, and of other languages.
using WordMemories = std::array<WordMemory, 2>;

static_assert(std::endian::native == std::endian::little, "eight bytes are read as one number, the first lowest");

constexpr std::uint64_t in_each_byte(std::uint64_t byte) noexcept {
  return byte * 0x0101010101010101ULL;
}

/// Eight ASCII bytes in lower case: bit 7 of each sum tells whether the byte lies at or above 'A', and above 'Z'.
std::uint64_t lower_case(std::uint64_t bytes) noexcept {
  auto const from_a = bytes + in_each_byte(0x80 - 'A');
  auto const above_z = bytes + in_each_byte(0x7F - 'Z');
  return bytes | (((from_a ^ above_z) & in_each_byte(0x80)) >> 2U);
}

/// Not 0 where one of eight ASCII bytes is a dot.
std::uint64_t dots_in(std::uint64_t bytes) noexcept {
  auto const others = bytes ^ in_each_byte('.');
  return (others - in_each_byte(1)) & ~others & in_each_byte(0x80);
}

using FoldBuffer = std::array<char, kLongestWordBytes + 8>;

/// The folded form of an ASCII text, in `buffer`; empty where the general way must be taken: beyond ASCII, and for a word
/// with dots. `text` may be read up to `readable` bytes, beyond its end.
std::string_view fold_quickly(std::string_view text, TokenKind kind, std::size_t readable, FoldBuffer& buffer) {
  if (text.size() > kLongestWordBytes) {
    return {};
  }
  for (std::size_t at = 0; at < text.size(); at += 8) {
    auto const left = text.size() - at;
    std::uint64_t bytes = 0;
    if (readable >= at + 8) {
      std::memcpy(&bytes, text.data() + at, 8);
      bytes &= left >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * left)) - 1;
    } else {
      std::memcpy(&bytes, text.data() + at, left);
    }
    if ((bytes & in_each_byte(0x80)) != 0 || (kind == TokenKind::Word && dots_in(bytes) != 0)) {
      return {};
    }
    bytes = lower_case(bytes);
    std::memcpy(buffer.data() + at, &bytes, 8);
  }
  return {buffer.data(), text.size()};
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
    if (token.kind == TokenKind::Word && token.is_capitalised && token.weight == 0 && is_shouted(i) && !is_shouted(i + 1) && (i == 0 || !is_shouted(i - 1))) {
      token.weight = kInitialsWeight;
    }
  }
}

}  // namespace

void fill_word_values(TokenText& tokens, bool is_english) {
  constexpr std::size_t ahead = 32;  // hashed before they are looked up, so that the memory has time to come
  auto& memory = item_of_thread<WordMemories>()[is_english ? 1 : 0];
  FoldBuffer buffer;
  std::string long_form;
  auto const folded = [&](Token const& token) -> std::string_view {
    auto const text = tokens.text_of(token);
    auto const form = fold_quickly(text, token.kind, tokens.text.size() - token.begin_byte, buffer);
    if (!form.empty()) {
      return form;
    }
    long_form = fold_word(text);
    return long_form;
  };
  std::span<Token> const all{tokens.tokens};
  for (std::size_t begin = 0; begin < all.size(); begin += ahead) {
    auto const some = all.subspan(begin, std::min(ahead, all.size() - begin));
    for (auto& token : some) {
      token.word = hash_word(folded(token));
      memory.announce(token.word);
    }
    for (auto& token : some) {
      auto const is_word = token.kind == TokenKind::Word;
      auto const value = is_word
                           ? memory.value(token.word, [&] { return value_of(folded(token), token.word, is_english); })
                           : WordValue{token.word, token.word, 0};
      token.stem = value.stem;
      token.weight = weight_in_place(token, tokens.text_of(token), value.weight);
    }
  }
  weigh_capitals(tokens);
}

}  // namespace stemma
