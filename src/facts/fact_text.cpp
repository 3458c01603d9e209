// SPDX-License-Identifier: Apache-2.0
#include "facts/fact_text.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/word_form.hpp"

namespace stemma {

namespace {

static_assert(std::endian::native == std::endian::little, "eight bytes are read as one number, the first lowest");

constexpr std::uint64_t in_each_byte(std::uint64_t byte) noexcept {
  return byte * 0x0101010101010101ULL;
}

/// `LowerWord::head_of` of the token's text; eight bytes at once where they are ASCII.
std::uint64_t head_of(std::string_view text, Token const& token) noexcept {
  auto const size = token.end_byte - token.begin_byte;
  if (token.begin_byte + std::size_t{8} > text.size() || size == 0) {
    return LowerWord::head_of(text.substr(token.begin_byte, size));
  }
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, text.data() + token.begin_byte, sizeof(bytes));
  bytes &= (std::uint64_t{1} << (8 * std::min(size, 7U))) - 1;
  if ((bytes & in_each_byte(0x80)) != 0) {
    return LowerWord::head_of(text.substr(token.begin_byte, size));
  }
  // Bit 7 of each sum tells whether the byte lies at or above 'A', and above 'Z'.
  auto const from_a = bytes + in_each_byte(0x80 - 'A');
  auto const above_z = bytes + in_each_byte(0x7F - 'Z');
  bytes |= ((from_a ^ above_z) & in_each_byte(0x80)) >> 2U;
  return bytes | (std::uint64_t{std::min(size, 255U)} << 56U);
}

}  // namespace

FactText::FactText(TokenText const& text) : text_{&text} {
  auto const count = text.tokens.size();
  infos_.resize(count);
  heads_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    Token const& token = text.tokens[i];
    if (token.kind == TokenKind::Word) {
      infos_[i] = look_up(token.word);
    }
    heads_[i] = head_of(text.text, token);
    has_stems_ |= token.stem != token.word;
  }
  sentence_of_.assign(count, 0);
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    auto const range = text.sentences[s].tokens;
    std::fill(sentence_of_.begin() + range.begin_token, sentence_of_.begin() + range.end_token, s);
  }
  taken_.assign(count, 0);
}

std::string FactText::lower(std::uint32_t at) const {
  std::string out;
  add_lower(at, out);
  return out;
}

void FactText::add_lower(std::uint32_t at, std::string& out) const {
  auto const from = static_cast<std::ptrdiff_t>(out.size());
  out += word(at);
  std::transform(out.begin() + from, out.end(), out.begin() + from, LowerWord::lower_letter);
}

bool FactText::reads_to_the_end(std::uint32_t at, std::string_view lower) const {
  return std::ranges::equal(word(at), lower, {}, LowerWord::lower_letter);
}

Commonness FactText::commonness(std::uint32_t at) const {
  auto const& one = token(at);
  if (one.kind == TokenKind::Word && !has_stems_) {
    return stemma::commonness(fold_word(word(at)));  // a text that was not taken for English
  }
  return stemma::commonness(one.word, one.stem);
}

void FactText::take(TokenRange range) {
  for (auto at = range.begin_token; at < range.end_token && at < size(); ++at) {
    taken_[at] = 1;
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
