// SPDX-License-Identifier: Apache-2.0
#include "apparatus/wording.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace stemma {

namespace {

constexpr std::size_t longest_quoted_bytes = 80;

/// The sentence that holds a token; sentences cover all tokens in order.
TokenRange sentence_at(TokenText const& text, std::uint32_t token) {
  auto const found = std::upper_bound(
    text.sentences.begin(), text.sentences.end(), token,
    [](std::uint32_t wanted, Sentence const& sentence) { return wanted < sentence.tokens.end_token; }
  );
  return found == text.sentences.end() ? TokenRange{token, token + 1} : found->tokens;
}

bool is_inner(TokenText const& text, std::uint32_t token) {
  return text.tokens[token].kind != TokenKind::Punctuation;
}

/// Up to `most` words before a place within its clause.
TokenRange words_before(TokenText const& text, TokenRange place, std::uint32_t most) {
  auto const sentence = sentence_at(text, place.begin_token);
  auto begin = place.begin_token;
  while (begin > sentence.begin_token && place.begin_token - begin < most && is_inner(text, begin - 1)) {
    --begin;
  }
  return {begin, place.begin_token};
}

TokenRange words_after(TokenText const& text, TokenRange place, std::uint32_t most) {
  auto const sentence = sentence_at(text, place.end_token - 1);
  auto end = place.end_token;
  while (end < sentence.end_token && end - place.end_token < most && is_inner(text, end)) {
    ++end;
  }
  return {place.end_token, end};
}

std::string around(TokenText const& text, TokenRange place) {
  auto const before = text.text_of(words_before(text, place, 4));
  auto const after = text.text_of(words_after(text, place, 3));
  if (before.empty() && after.empty()) {
    return "";
  }
  std::string label{before};
  label += before.empty() ? "… " : " …";
  if (!after.empty()) {
    label += before.empty() ? "" : " ";
    label += after;
  }
  return label;
}

}  // namespace

std::string_view text_of(StoryTellings const& story, ReadingSpan const& span) {
  return story.tellings[span.witness].tokens->text_of(span.tokens);
}

std::string shortened(std::string_view text, std::size_t most) {
  std::string line{text.substr(0, most)};
  if (text.size() > most) {
    auto const space = line.rfind(' ');
    line.resize(space == std::string::npos || space < most / 2 ? line.size() : space);
    // Never cut a character of several bytes in two.
    while (!line.empty() && (static_cast<unsigned char>(text[line.size()]) & 0xC0U) == 0x80U) {
      line.pop_back();
    }
    line += "…";
  }
  std::replace_if(
    line.begin(), line.end(), [](char letter) { return letter == '\n' || letter == '\r' || letter == '\t'; }, ' '
  );
  return line;
}

std::string label_of(VariationUnit const& unit, StoryTellings const& story, ReadingSpan const& shown) {
  TokenText const& text = *story.tellings[shown.witness].tokens;
  auto const words = text_of(story, shown);
  switch (unit.kind) {
    case VariationKind::Quote:
      return unit.change == ChangeKind::Substitution
               ? "who said it: " + shortened(words, longest_quoted_bytes)
               : "what was said: “" + shortened(words, longest_quoted_bytes) + "”";
    case VariationKind::Attribution:
      return "who says so: " +
             shortened(text.text_of(sentence_at(text, shown.tokens.begin_token)), longest_quoted_bytes);
    case VariationKind::Modality:
      return "how sure it is: " + shortened(words, longest_quoted_bytes);
    case VariationKind::Detail:
      return "only in some tellings: " + shortened(words, longest_quoted_bytes);
    default:
      break;
  }
  if (unit.kind == VariationKind::Number) {
    auto const counted = text.text_of(words_after(text, shown.tokens, 4));
    if (!counted.empty()) {
      return shortened(counted, longest_quoted_bytes);
    }
  }
  if (unit.change == ChangeKind::Spelling) {
    return "how “" + std::string{words} + "” is written";
  }
  auto label = shortened(around(text, shown.tokens), longest_quoted_bytes);
  return label.empty() ? "“" + shortened(words, longest_quoted_bytes) + "”" : label;
}

}  // namespace stemma
