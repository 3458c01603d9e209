// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/token_text.hpp"

namespace stemma {

/// What part a word or sign plays in a sentence, as far as a list of English words can tell. Words of other languages are
/// names, numbers or plain words.
enum class WordRole : std::uint8_t {
  Determiner,
  Pronoun,
  Preposition,
  Conjunction,
  Auxiliary,
  EndSign,
  PauseSign,
  QuoteSign,
  Number,
  Name,
  Plain,
};

inline constexpr std::size_t kWordRoles = 11;

[[nodiscard]] WordRole word_role(TokenText const& text, Token const& token);

/// True for a class whose words tell something.
[[nodiscard]] constexpr bool is_content(WordRole of) noexcept {
  return of >= WordRole::Number;
}

}  // namespace stemma
