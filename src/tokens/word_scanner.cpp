// SPDX-License-Identifier: Apache-2.0
#include "tokens/word_scanner.hpp"

#include "tokens/abbreviations.hpp"
#include "tokens/character.hpp"

namespace stemma {

namespace {

constexpr bool is_ascii_letter(char32_t code) noexcept {
  return (code | 0x20) >= U'a' && (code | 0x20) <= U'z' && code < 0x80;
}

constexpr bool is_word_part(CharacterClass is) noexcept {
  return is == CharacterClass::Letter || is == CharacterClass::Digit || is == CharacterClass::Mark ||
         is == CharacterClass::Invisible;
}

class WordScanner {
 public:
  WordScanner(std::string_view text, std::vector<Token>& tokens) : text_{text}, tokens_{tokens} {
    tokens_.clear();
    tokens_.reserve(text.size() / 5 + 1);
  }

  void scan() {
    std::size_t at = 0;
    while (at < text_.size()) {
      if (is_plain_letter(at)) {
        at = scan_plain_word(at);
      } else if (text_[at] == ' ') {
        ++at;
      } else {
        at = scan_token(at);
      }
    }
  }

 private:
  [[nodiscard]] bool is_plain_letter(std::size_t at) const {
    return is_ascii_letter(static_cast<unsigned char>(text_[at]));
  }

  /// The short way for most words: ASCII letters up to a sign that never belongs to a word.
  std::size_t scan_plain_word(std::size_t at) {
    auto end = at + 1;
    while (end < text_.size() && is_plain_letter(end)) {
      ++end;
    }
    auto const is_plain_end = end == text_.size() || text_[end] == ' ' || text_[end] == ',' || text_[end] == '\n';
    if (!is_plain_end || end - at > kLongestWordBytes) {
      return scan_token(at);
    }
    return add(at, end, TokenKind::Word, (text_[at] & 0x20) == 0);
  }

  std::size_t scan_token(std::size_t at) {
    auto const first = character_at(text_, at);
    switch (first.is) {
      case CharacterClass::Space:
      case CharacterClass::LineEnd:
      case CharacterClass::Invisible:
        return first.end_byte;
      case CharacterClass::Letter:
        return add(at, word_end(at, first), TokenKind::Word, is_upper_case(first.code));
      case CharacterClass::Lone:
        return add(at, marks_end(at, first.end_byte), TokenKind::Word, false);
      case CharacterClass::Digit:
        return add(at, number_end(at), TokenKind::Number, false);
      case CharacterClass::Apostrophe:
        if (!tokens_.empty() && tokens_.back().end_byte == at && tokens_.back().kind != TokenKind::Punctuation &&
            is_possessive(first.end_byte)) {
          return add(at, first.end_byte + 1U, TokenKind::Word, false);
        }
        return add(at, first.end_byte, TokenKind::Punctuation, false);
      case CharacterClass::Mark:
      case CharacterClass::Sign:
        return add(at, marks_end(at, first.end_byte), TokenKind::Punctuation, false);
    }
    return first.end_byte;
  }

  std::size_t add(std::size_t begin, std::size_t end, TokenKind kind, bool is_capitalised) {
    Token token;
    token.begin_byte = static_cast<std::uint32_t>(begin);
    token.end_byte = static_cast<std::uint32_t>(end);
    token.kind = kind;
    token.is_capitalised = is_capitalised;
    tokens_.push_back(token);
    return end;
  }

  /// An s after an apostrophe, and no more of a word after it.
  [[nodiscard]] bool is_possessive(std::size_t after_apostrophe) const {
    auto const letter = character_at(text_, after_apostrophe);
    return (letter.code | 0x20) == U's' && !is_word_part(character_at(text_, letter.end_byte).is);
  }

  [[nodiscard]] std::size_t marks_end(std::size_t begin, std::size_t end) const {
    while (end - begin < kLongestWordBytes) {
      auto const next = character_at(text_, end);
      if (next.is != CharacterClass::Mark) {
        break;
      }
      end = next.end_byte;
    }
    return end;
  }

  [[nodiscard]] std::size_t word_end(std::size_t begin, Character const& first) const {
    auto const dotted = dotted_end(begin, first);
    if (dotted != begin) {
      return dotted;
    }
    std::size_t end = first.end_byte;
    while (end - begin < kLongestWordBytes) {
      auto const next = character_at(text_, end);
      if (is_word_part(next.is)) {
        end = next.end_byte;
      } else if (joins(next)) {
        end = next.end_byte;
      } else {
        return next.code == U'.' ? abbreviation_end(begin, end) : visible_end(begin, end);
      }
    }
    return end;
  }

  /// Whether an apostrophe or underscore belongs to the word that it stands in.
  [[nodiscard]] bool joins(Character const& character) const {
    auto const next = character_at(text_, character.end_byte).is;
    if (character.is == CharacterClass::Apostrophe) {
      return next == CharacterClass::Letter && !is_possessive(character.end_byte);
    }
    return character.code == U'_' && (next == CharacterClass::Letter || next == CharacterClass::Digit);
  }

  /// Invisible characters at the end of a word are no part of it.
  [[nodiscard]] std::size_t visible_end(std::size_t begin, std::size_t end) const {
    std::size_t visible = begin;
    if (static_cast<unsigned char>(text_[end - 1]) < 0x80) {
      return end;
    }
    for (auto at = begin; at < end;) {
      auto const character = character_at(text_, at);
      at = character.end_byte;
      visible = character.is == CharacterClass::Invisible ? visible : at;
    }
    return visible;
  }

  /// The end of "U.S.", "a.m.", "e.g.", or of "J." before a name; `begin` where there is none.
  [[nodiscard]] std::size_t dotted_end(std::size_t begin, Character const& first) const {
    if (!is_ascii_letter(first.code) || first.end_byte >= text_.size() || text_[first.end_byte] != '.') {
      return begin;
    }
    std::size_t end = first.end_byte + 1U;
    std::size_t letters = 1;
    while (end - begin < kLongestWordBytes) {
      auto const letter = character_at(text_, end);
      if (!is_ascii_letter(letter.code)) {
        break;
      }
      auto const after = character_at(text_, letter.end_byte);
      if (after.code != U'.') {
        // "U.S troops": the last dot is missing; "v.Smith": no letter by itself.
        return letters > 0 && !is_word_part(after.is) ? letter.end_byte : (letters > 1 ? end : begin);
      }
      ++letters;
      end = after.end_byte;
    }
    if (letters > 1) {
      return end;
    }
    return is_initial(first, end) ? end : abbreviation_end(begin, first.end_byte) == end ? end : begin;
  }

  /// "J. Smith", "J. D. Smith": a capital with a dot, and a capital after a space.
  [[nodiscard]] bool is_initial(Character const& letter, std::size_t after_dot) const {
    auto const space = character_at(text_, after_dot);
    auto const next = character_at(text_, space.end_byte);
    if (!is_upper_case(letter.code) || space.is != CharacterClass::Space || !is_upper_case(next.code)) {
      return false;
    }
    // "I" is a word more often than an initial.
    return letter.code != U'I' || character_at(text_, next.end_byte).code == U'.';
  }

  [[nodiscard]] std::size_t abbreviation_end(std::size_t begin, std::size_t end) const {
    auto const is = abbreviation_of(text_.substr(begin, end - begin));
    if (is == Abbreviation::None) {
      return end;
    }
    auto const dot_end = end + 1;
    auto after = character_at(text_, dot_end);
    while (after.is == CharacterClass::Space && after.end_byte - dot_end <= 2 && after.end_byte < text_.size()) {
      after = character_at(text_, after.end_byte);
    }
    auto const needs_number = is == Abbreviation::Counted || is == Abbreviation::Month;
    return needs_number && after.is != CharacterClass::Digit ? end : dot_end;
  }

  [[nodiscard]] std::size_t digits_end(std::size_t at, std::size_t limit) const {
    for (auto next = character_at(text_, at); at < limit && next.end_byte > at; next = character_at(text_, at)) {
      if (next.is != CharacterClass::Digit && next.is != CharacterClass::Mark) {
        break;
      }
      at = next.end_byte;
    }
    return at;
  }

  [[nodiscard]] std::size_t number_end(std::size_t begin) const {
    if (is_iso_date(begin)) {
      return begin + 10;
    }
    auto const limit = begin + kLongestWordBytes;
    auto end = digits_end(begin, limit);
    while (end < limit && end + 1 < text_.size()) {
      auto const sign = text_[end];
      auto const is_inner = sign == '.' || sign == ',' || sign == ':' || sign == '/';
      if (!is_inner || character_at(text_, end + 1).is != CharacterClass::Digit) {
        break;
      }
      end = digits_end(end + 1, limit);
    }
    return ordinal_end(end);
  }

  [[nodiscard]] bool is_iso_date(std::size_t begin) const {
    constexpr std::string_view shape = "dddd-dd-dd";
    if (text_.size() - begin < shape.size()) {
      return false;
    }
    for (std::size_t i = 0; i < shape.size(); ++i) {
      auto const byte = text_[begin + i];
      if (shape[i] == 'd' ? !is_ascii_digit(static_cast<unsigned char>(byte)) : byte != '-') {
        return false;
      }
    }
    return character_at(text_, begin + shape.size()).is != CharacterClass::Digit;
  }

  /// "12th", "1990s".
  [[nodiscard]] std::size_t ordinal_end(std::size_t end) const {
    auto const ends_word = [&](std::size_t at) { return !is_word_part(character_at(text_, at).is); };
    if (end < text_.size() && text_[end] == 's' && ends_word(end + 1)) {
      return end + 1;
    }
    if (end + 1 >= text_.size()) {
      return end;
    }
    auto const lower = [&](std::size_t at) { return static_cast<char>(text_[at] | 0x20); };
    char const suffix[] = {lower(end), lower(end + 1)};
    for (std::string_view const known : {"st", "nd", "rd", "th"}) {
      if (std::string_view{suffix, 2} == known && ends_word(end + 2)) {
        return end + 2;
      }
    }
    return end;
  }

  std::string_view text_;
  std::vector<Token>& tokens_;
};

}  // namespace

void scan_words(std::string_view text, std::vector<Token>& tokens) {
  WordScanner{text, tokens}.scan();
}

}  // namespace stemma
