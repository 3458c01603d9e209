// SPDX-License-Identifier: Apache-2.0
#include "collation/shown_words.hpp"

#include <algorithm>

namespace stemma {

TokenRange without_outer_signs(WitnessView const& view, TokenRange range) {
  while (range.size() > 1 && !view.is_word(range.begin_token)) {
    ++range.begin_token;
  }
  while (range.size() > 1 && !view.is_word(range.end_token - 1)) {
    --range.end_token;
  }
  return range;
}

TokenRange at_most(TokenRange range, TokenRange kept, std::uint32_t most) {
  while (range.size() > most && range.end_token > kept.end_token) {
    --range.end_token;
  }
  while (range.size() > most && range.begin_token < kept.begin_token) {
    ++range.begin_token;
  }
  return range;
}

TokenRange speaker_and_words(WitnessView const& view, Site const& site) {
  constexpr std::uint32_t words_after_name = 7;
  constexpr std::uint32_t words_before_name = 3;
  auto speaker = site.ranges.front();
  auto const quote = view.facts->mentions[site.mention].tokens;
  auto const sentence = view.sentence_at(speaker.begin_token);
  auto const is_quote_sign = [&](std::uint32_t token) {
    auto const& sign = view.words[token];
    return sign == "\"" || sign == "“" || sign == "”" || sign == "‘" || sign == "’" || sign == "«" || sign == "»";
  };
  auto const name = speaker;
  while (speaker.end_token < sentence.end_token && speaker.end_token - name.end_token < words_after_name &&
         !is_quote_sign(speaker.end_token)) {
    ++speaker.end_token;
  }
  while (speaker.begin_token > sentence.begin_token && name.begin_token - speaker.begin_token < words_before_name &&
         view.is_word(speaker.begin_token - 1)) {
    --speaker.begin_token;
  }
  TokenRange const both{std::min(speaker.begin_token, quote.begin_token), std::max(speaker.end_token, quote.end_token)};
  return at_most(both, speaker, most_quote_words);
}

std::optional<TokenRange> quote_and_pronoun(WitnessView const& view, Site const& site) {
  constexpr std::uint32_t most_quoted_words = 20;
  constexpr std::uint32_t most_words_after = 4;
  auto const quote = view.facts->mentions[site.mention].tokens;
  auto const first_after = quote.end_token + 1;  // the closing mark is passed over
  auto const count = static_cast<std::uint32_t>(view.words.size());
  if (site.ranges.front().begin_token >= quote.begin_token || first_after >= count || !view.is_word(first_after) ||
      view.sentence_of[site.ranges.front().begin_token] == view.sentence_of[quote.begin_token]) {
    return std::nullopt;
  }
  auto end = first_after;
  while (end < count && end - first_after < most_words_after && view.is_word(end)) {
    ++end;
  }
  return TokenRange{quote.end_token - std::min(quote.size(), most_quoted_words), end};
}

}  // namespace stemma
