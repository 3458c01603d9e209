// SPDX-License-Identifier: Apache-2.0
#include "facts/fact_text.hpp"

namespace stemma {

FactText::FactText(TokenText const& text) : text_{&text} {
  auto const count = text.tokens.size();
  infos_.reserve(count);
  for (Token const& token : text.tokens) {
    infos_.push_back(token.kind == TokenKind::Word ? look_up(token.word) : WordInfo{});
  }
  sentence_of_.assign(count, 0);
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    for (auto at = text.sentences[s].tokens.begin_token; at < text.sentences[s].tokens.end_token; ++at) {
      sentence_of_[at] = s;
    }
  }
  taken_.assign(count, false);
}

std::string FactText::lower(std::uint32_t at) const {
  std::string out{word(at)};
  for (char& c : out) {
    c = lower_letter(c);
  }
  return out;
}

void FactText::take(TokenRange range) {
  for (auto at = range.begin_token; at < range.end_token && at < size(); ++at) {
    taken_[at] = true;
  }
}

Mention FactText::mention(MentionKind kind, TokenRange range) const {
  Mention out;
  out.kind = kind;
  out.tokens = range;
  out.sentence = sentence_of_[range.begin_token];
  return out;
}

}  // namespace stemma
