// SPDX-License-Identifier: Apache-2.0
#include "facts/quote_scanner.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace stemma {

namespace {

enum class MarkFamily : std::uint8_t { Double, Single };

struct Mark {
  std::uint32_t token = 0;
  std::uint32_t paragraph = 0;
  MarkFamily family = MarkFamily::Double;
  bool can_open = false;
  bool can_close = false;
  bool may_be_apostrophe = false;  ///< "soldiers’ words"
};

/// No quote is longer; a mark that would close later was none.
constexpr std::uint32_t most_tokens = 1200;
constexpr std::size_t no_mark = static_cast<std::size_t>(-1);

std::optional<MarkFamily> family_of(std::string_view sign) {
  static constexpr std::array<std::string_view, 7> doubles = {"\"", "“", "”", "„", "‟", "«", "»"};
  static constexpr std::array<std::string_view, 6> singles = {"'", "‘", "’", "‚", "‛", "`"};
  // The commonest signs by far are none of these.
  if (sign == "," || sign == "." || sign == "-") {
    return std::nullopt;
  }
  for (auto const one : doubles) {
    if (sign == one) {
      return MarkFamily::Double;
    }
  }
  for (auto const one : singles) {
    if (sign == one) {
      return MarkFamily::Single;
    }
  }
  return std::nullopt;
}

bool opens_bracket(std::string_view sign) {
  return sign == "(" || sign == "[" || sign == "—" || sign == "–" || sign == "-" || sign == ":";
}

class QuoteReader {
 public:
  explicit QuoteReader(FactText const& text) : text_{text} { find_marks(); }

  std::vector<QuoteReading> read() {
    std::size_t at = 0;
    while (at < marks_.size()) {
      at = marks_[at].can_open ? read_from(at) : at + 1;
    }
    return std::move(found_);
  }

 private:
  void find_marks() {
    for (std::uint32_t at = 0; at < text_.size(); ++at) {
      if (!text_.is_punctuation(at)) {
        continue;
      }
      if (auto const family = family_of(text_.word(at))) {
        marks_.push_back(mark_at(at, *family));
      }
    }
    next_closer_.assign(marks_.size() + 1, {no_mark, no_mark});
    for (auto m = marks_.size(); m-- > 0;) {
      next_closer_[m] = next_closer_[m + 1];
      if (marks_[m].can_close) {
        next_closer_[m][index_of(marks_[m].family)] = m;
      }
    }
  }

  [[nodiscard]] Mark mark_at(std::uint32_t at, MarkFamily family) const {
    Mark mark{at, text_.paragraph_of(at), family, false, false, false};
    auto const begins_paragraph = at == 0 || text_.paragraph_of(at - 1) != mark.paragraph;
    auto const touches_left = !begins_paragraph && text_.touches_next(at - 1);
    auto const touches_right = text_.touches_next(at);
    auto const after_bracket = touches_left && text_.is_punctuation(at - 1) && opens_bracket(text_.word(at - 1));
    auto const after_mark = touches_left && text_.is_punctuation(at - 1) && family_of(text_.word(at - 1)).has_value();
    auto const is_left_mark = family == MarkFamily::Double
                                ? text_.word(at) == "“" || text_.word(at) == "„" || text_.word(at) == "«"
                                : text_.word(at) == "‘" || text_.word(at) == "‚";
    // In „…“ the second mark looks like an opening one, but stands at the end of a word.
    mark.can_open =
      touches_right && (!touches_left || after_bracket || (after_mark && is_left_mark)) && (at + 1 < text_.size());
    mark.can_close = touches_left && !after_bracket && !(is_left_mark && mark.can_open);
    if (family == MarkFamily::Double && text_.word(at) == "\"" && !mark.can_open) {
      mark.can_close = true;
    }
    auto const after_s =
      mark.can_close && text_.is_word(at - 1) && (text_.word(at - 1).back() == 's' || text_.word(at - 1).back() == 'S');
    mark.may_be_apostrophe = family == MarkFamily::Single && after_s && text_.is_word(at + 1) && !touches_right;
    auto const before_digits = mark.can_open && family == MarkFamily::Single && text_.is_number(at + 1);
    if (before_digits) {
      mark.can_open = false;  // the ’90s
    }
    return mark;
  }

  [[nodiscard]] static std::size_t index_of(MarkFamily family) { return family == MarkFamily::Double ? 0 : 1; }

  [[nodiscard]] std::size_t closer_after(std::size_t m, MarkFamily family) const {
    return next_closer_[m + 1][index_of(family)];
  }

  /// Reads the quote that mark `m` opens; the mark to go on with.
  std::size_t read_from(std::size_t m) {
    auto const& open = marks_[m];
    auto close = closer_after(m, open.family);
    while (close != no_mark && marks_[close].may_be_apostrophe) {
      auto const later = closer_after(close, open.family);
      if (later == no_mark || marks_[later].paragraph != marks_[close].paragraph || opens_between(close, later, open.family)) {
        break;
      }
      close = later;
    }
    auto const end_of_paragraph = paragraph_end(open.token);
    auto const closes_here = close != no_mark && marks_[close].paragraph == open.paragraph;
    if (!closes_here) {
      return read_unclosed(m, close, end_of_paragraph);
    }
    add({open.token + 1, marks_[close].token}, false);
    return close + 1;
  }

  [[nodiscard]] bool opens_between(std::size_t from, std::size_t to, MarkFamily family) const {
    constexpr std::size_t most_looked_at = 8;
    for (auto m = from + 1; m < to && m < from + most_looked_at; ++m) {
      if (marks_[m].family == family && marks_[m].can_open) {
        return true;
      }
    }
    return false;
  }

  std::size_t read_unclosed(std::size_t m, std::size_t close, std::uint32_t end_of_paragraph) {
    auto const& open = marks_[m];
    auto const next = m + 1;
    auto const opens_again =
      end_of_paragraph < text_.size() && next < marks_.size() && next_opening_at(next, end_of_paragraph);
    if (opens_again) {
      add({open.token + 1, end_of_paragraph}, true);
      return m + 1;
    }
    auto const closes_in_next = close != no_mark && end_of_paragraph < text_.size() &&
                                marks_[close].paragraph == text_.paragraph_of(end_of_paragraph) &&
                                !opens_between(m, close, open.family);
    if (closes_in_next) {
      add({open.token + 1, marks_[close].token}, false);
      return close + 1;
    }
    if (open.family == MarkFamily::Double) {
      add({open.token + 1, end_of_paragraph}, false);
      return m + 1;
    }
    return m + 1;  // an apostrophe
  }

  /// Whether the paragraph that begins at `token` begins with an opening mark.
  [[nodiscard]] bool next_opening_at(std::size_t m, std::uint32_t token) const {
    constexpr std::size_t most_looked_at = 16;
    for (auto i = m; i < marks_.size() && i < m + most_looked_at && marks_[i].token <= token; ++i) {
      if (marks_[i].token == token) {
        return marks_[i].can_open;
      }
    }
    return false;
  }

  [[nodiscard]] std::uint32_t paragraph_end(std::uint32_t token) const {
    auto const& sentences = text_.text().sentences;
    auto s = text_.sentence_of(token);
    auto const paragraph = sentences[s].paragraph;
    std::uint32_t looked_at = 0;
    while (s + 1 < sentences.size() && sentences[s + 1].paragraph == paragraph && looked_at < 64) {
      ++s;
      ++looked_at;
    }
    return sentences[s].tokens.end_token;
  }

  void add(TokenRange range, bool continues) {
    if (range.size() > 0 && range.size() <= most_tokens) {
      found_.push_back({range, continues});
    }
  }

  FactText const& text_;
  std::vector<Mark> marks_;
  std::vector<std::array<std::size_t, 2>> next_closer_;
  std::vector<QuoteReading> found_;
};

}  // namespace

std::vector<QuoteReading> read_quotes(FactText const& text) {
  return QuoteReader{text}.read();
}

}  // namespace stemma
