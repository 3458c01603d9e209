// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/facts.hpp"
#include "base/telling.hpp"

namespace stemma {

/// One telling made ready for comparison: its words folded, each token with its sentence.
struct WitnessView {
  WitnessIndex witness = 0;
  bool has_title = false;  ///< The first sentence is a title.
  TokenText const* text = nullptr;
  Facts const* facts = nullptr;
  std::vector<std::string> words;          ///< Token texts in lower case, as long as `text->tokens`.
  std::vector<std::uint32_t> sentence_of;  ///< Sentence of each token.
  std::vector<float> sentence_weight;      ///< Sum of the token weights of each sentence.

  [[nodiscard]] TokenRange sentence_at(std::uint32_t token) const { return text->sentences[sentence_of[token]].tokens; }

  [[nodiscard]] bool is_word(std::uint32_t token) const { return text->tokens[token].kind != TokenKind::Punctuation; }
};

[[nodiscard]] WitnessView view_of(WitnessIndex witness, Telling const& telling, Facts const& facts);

/// The clause around `core`: as far as the next comma, dash, semicolon, quotation mark or end of the sentence, but
/// at most `most_words` words in all, shared out evenly to both sides.
///
///     clause_around(view, {"1,900"}, 12)  of "Wheat drowned, some 1,900 hectares in all, officials said."
///     →  "some 1,900 hectares in all"
[[nodiscard]] TokenRange clause_around(WitnessView const& view, TokenRange core, std::uint32_t most_words);

/// The words of a range in lower case with one space between, punctuation left out.
[[nodiscard]] std::string normal_form(WitnessView const& view, TokenRange range);

}  // namespace stemma
