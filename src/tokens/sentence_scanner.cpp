// SPDX-License-Identifier: Apache-2.0
#include "tokens/sentence_scanner.hpp"

#include <algorithm>

#include "tokens/abbreviations.hpp"
#include "tokens/character.hpp"
#include "tokens/line_shape.hpp"

namespace stemma {

namespace {

constexpr std::size_t kOpeningSigns = 3;     // looked past for the word that follows
constexpr std::size_t kSpeakerTokens = 5;    // looked through for "… Smith asked"
constexpr std::size_t kListNumberBytes = 3;  // "12" in "12. Then …"

bool is_one_of(std::string_view sign, std::initializer_list<std::string_view> signs) {
  return std::ranges::find(signs, sign) != signs.end();
}

class SentenceScanner {
 public:
  SentenceScanner(TokenText& tokens, std::size_t title_bytes)
      : text_{tokens}, tokens_{tokens.tokens}, title_bytes_{title_bytes}, is_wrapped_{is_hard_wrapped(tokens.text)} {}

  void scan() {
    for (std::uint32_t i = 0; i < tokens_.size();) {
      auto const end = piece_end(i);  // one past a possible end of a sentence
      if (end < tokens_.size() && ends_paragraph(end)) {
        close_sentence(end);
        ++paragraph_;
      } else if (ends_sentence(i, end) || end - begin_ >= kLongestSentenceTokens) {
        close_sentence(end);
      }
      i = end;
    }
    close_sentence(static_cast<std::uint32_t>(tokens_.size()));
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t at) const { return text_.text_of(tokens_[at]); }

  [[nodiscard]] bool is_word(std::size_t at) const { return tokens_[at].kind != TokenKind::Punctuation; }

  [[nodiscard]] bool touches(std::size_t at) const { return tokens_[at - 1].end_byte == tokens_[at].begin_byte; }

  [[nodiscard]] bool is_stop(std::size_t at) const {
    return !is_word(at) &&
           is_one_of(word(at), {".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", "‼", "⁇", "⁈", "⁉"});
  }

  [[nodiscard]] bool is_wide_stop(std::size_t at) const {
    return !is_word(at) && is_one_of(word(at), {"。", "！", "？", "।"});
  }

  [[nodiscard]] bool is_closer(std::size_t at) const {
    return !is_word(at) && is_one_of(word(at), {"\"", "'", "”", "’", "»", ")", "]", "}", "」", "』", "*", "›", "''"});
  }

  [[nodiscard]] bool is_closing_quote(std::size_t at) const {
    return !is_word(at) && is_one_of(word(at), {"\"", "'", "”", "’", "»", "」", "』", "›"});
  }

  [[nodiscard]] bool is_opening_quote(std::size_t at) const {
    return !is_word(at) && is_one_of(word(at), {"\"", "“", "‘", "«", "„", "「"});
  }

  /// A token by itself, or a stop with all further stops and closing signs that touch it.
  [[nodiscard]] std::uint32_t piece_end(std::uint32_t first) const {
    auto end = first + 1;
    if (is_stop(first) || word(first).ends_with('.')) {
      while (end < tokens_.size() && touches(end) && (is_stop(end) || is_closer(end)) &&
             end - first < kLongestSentenceTokens) {
        ++end;
      }
    }
    return end;
  }

  void close_sentence(std::uint32_t end) {
    if (end == begin_) {
      return;
    }
    text_.sentences.push_back({{begin_, end}, paragraph_});
    for (auto i = begin_; i < end; ++i) {
      if (is_word(i)) {
        tokens_[i].begins_sentence = true;
        break;
      }
    }
    begin_ = end;
  }

  [[nodiscard]] bool ends_paragraph(std::uint32_t next) const {
    auto const begin = tokens_[next - 1].end_byte;
    auto const end = tokens_[next].begin_byte;
    if (begin < title_bytes_ && end >= title_bytes_) {
      return true;
    }
    auto const line_ends = count_line_ends(text_.text.substr(begin, end - begin));
    if (line_ends != 1) {
      return line_ends > 1;
    }
    return !is_wrapped_ && !runs_on(next);
  }

  /// A line that stops in mid-sentence: no stop before its end, no capital after it.
  [[nodiscard]] bool runs_on(std::uint32_t next) const {
    auto const first = character_at(text_.text, tokens_[next].begin_byte);
    auto const before = word(next - 1);
    return is_lower_case(first.code) && (is_word(next - 1) || before == "," || before == "-" || before == ";");
  }

  [[nodiscard]] bool ends_sentence(std::uint32_t first, std::uint32_t end) const {
    if (tokens_[first].begin_byte < title_bytes_ || end >= tokens_.size()) {
      return false;
    }
    auto const has_stop = is_stop(first);
    auto const has_dot = is_word(first) && word(first).ends_with('.');
    if (!has_stop && !has_dot) {
      return false;
    }
    if (is_wide_stop(first)) {
      return true;
    }
    if (touches(end)) {
      return has_stop && lacks_space(first, end);
    }
    auto const next = next_word(end);
    if (next >= tokens_.size()) {
      return true;
    }
    if (is_lower_case(character_at(text_.text, tokens_[next].begin_byte).code)) {
      return false;
    }
    if (has_dot) {
      return ends_after_abbreviation(first, next);
    }
    return word(first) == "." ? !is_list_number(first) : !is_speech_after_quote(end);
  }

  /// "… the end.The next": a space was lost.
  [[nodiscard]] bool lacks_space(std::uint32_t stop, std::uint32_t next) const {
    if (stop == 0 || next != stop + 1 || !tokens_[next].is_capitalised || tokens_[stop - 1].kind != TokenKind::Word) {
      return false;
    }
    auto const before = tokens_[stop - 1];
    auto const second = character_at(text_.text, tokens_[next].begin_byte + 1);
    return touches(stop) && !before.is_capitalised && before.end_byte - before.begin_byte > 1 &&
           (is_lower_case(second.code) || second.is == CharacterClass::Space);
  }

  /// The first word from `at` on, opening signs passed over; the number of tokens where only signs follow.
  [[nodiscard]] std::size_t next_word(std::size_t at) const {
    auto const end = std::min(at + kOpeningSigns + 1, tokens_.size());
    for (; at < end; ++at) {
      if (is_word(at)) {
        return at;
      }
    }
    return tokens_.size();
  }

  [[nodiscard]] bool is_list_number(std::uint32_t stop) const {
    return stop == begin_ + 1 && tokens_[begin_].kind == TokenKind::Number && touches(stop) &&
           word(begin_).size() <= kListNumberBytes;
  }

  /// `"Are you sure?" Smith asked.` is one sentence.
  [[nodiscard]] bool is_speech_after_quote(std::size_t next) const {
    if (!is_closing_quote(next - 1)) {
      return false;
    }
    auto const end = std::min(next + kSpeakerTokens, tokens_.size());
    for (auto i = next; i < end; ++i) {
      if (is_speech_verb(word(i))) {
        return true;
      }
      if (!tokens_[i].is_capitalised || (i == next && begins_sentences(word(i)))) {
        return false;
      }
    }
    return false;
  }

  [[nodiscard]] bool ends_after_abbreviation(std::uint32_t at, std::size_t next) const {
    auto const following = word(next);
    auto const base = word(at).substr(0, word(at).size() - 1);
    if (base.ends_with(".m") || base.ends_with(".M")) {
      return tokens_[next].is_capitalised && !follows_clock(following);
    }
    switch (base.find('.') == std::string_view::npos ? abbreviation_of(base) : Abbreviation::Initials) {
      case Abbreviation::Title:
      case Abbreviation::Counted:
      case Abbreviation::Always:
      case Abbreviation::Month:  // the scanner keeps its dot only before a number
        return false;
      case Abbreviation::Closing:
        return tokens_[next].is_capitalised;
      default:
        return begins_sentences(following) || is_opening_quote(at + 1);
    }
  }

  TokenText& text_;
  std::vector<Token>& tokens_;
  std::size_t title_bytes_;
  bool is_wrapped_;
  std::uint32_t begin_ = 0;  // of the sentence
  std::uint32_t paragraph_ = 0;
};

}  // namespace

void scan_sentences(TokenText& tokens, std::size_t title_bytes) {
  SentenceScanner{tokens, title_bytes}.scan();
}

}  // namespace stemma
