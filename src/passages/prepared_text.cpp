// SPDX-License-Identifier: Apache-2.0
#include "passages/prepared_text.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "passages/word_values.hpp"

namespace stemma {

namespace {

/// Words that tell less than this are as good as function words.
constexpr float kLeastContentWeight = 0.2F;

/// A sentence with this share of capitalised words is a headline: its capitals say nothing about names.
constexpr double kHeadlineShare = 0.6;

enum class Sign : std::uint8_t { Other, Break, OpeningQuote, ClosingQuote, EitherQuote };

Sign sign_of(std::string_view text) {
  switch (text.front()) {
    case '"':
      return Sign::EitherQuote;
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
      return Sign::Break;
    default:
      break;
  }
  if (static_cast<unsigned char>(text.front()) < 0x80) {
    return Sign::Other;
  }
  if (text == "\u201C" || text == "\u2018" || text == "\u00AB" || text == "\u201E") {
    return Sign::OpeningQuote;
  }
  if (text == "\u201D" || text == "\u2019" || text == "\u00BB") {  // an apostrophe stands within a word
    return Sign::ClosingQuote;
  }
  for (std::string_view const sign : {"\u2014", "\u2013", "\u2026", "\u060C", "\u3001", "\uFF0C"}) {
    if (text == sign) {
      return Sign::Break;
    }
  }
  return Sign::Other;
}

bool is_headline(TokenText const& text, TokenRange range) {
  std::uint32_t words = 0;
  std::uint32_t capitalised = 0;
  for (std::uint32_t t = range.begin_token; t < range.end_token; ++t) {
    Token const& token = text.tokens[t];
    auto const is_telling = static_cast<std::uint32_t>(token.kind == TokenKind::Word) &
                            static_cast<std::uint32_t>(token.weight >= kLeastContentWeight);
    words += is_telling;
    capitalised += is_telling & static_cast<std::uint32_t>(token.is_capitalised);
  }
  return words >= 4 && capitalised > kHeadlineShare * words;
}

class Reader {
 public:
  /// Adds the forms of names to `names`.
  Reader(TokenText const& text, Interner& forms, std::vector<std::uint32_t>& names, WordText& out)
      : text_{text}, forms_{forms}, names_{names}, out_{out} {
    // Room for a word a token, cut to size at the end: adding one by one costs as much as all that is done with a word.
    out_.words.resize(text.tokens.size());
    out_.begins_clause.resize(text.tokens.size());
    out_.is_quoted.resize(text.tokens.size());
    out_.sentence_of.resize(text.tokens.size());
  }

  void read() {
    for (Sentence const& sentence : text_.sentences) {
      read(sentence);
    }
    out_.words.resize(count_);
    out_.begins_clause.resize(count_);
    out_.is_quoted.resize(count_);
    out_.sentence_of.resize(count_);
  }

 private:
  void read(Sentence const& sentence) {
    if (sentence.paragraph != paragraph_) {
      paragraph_ = sentence.paragraph;
      is_quoted_ = false;  // a quotation mark that nobody closed must not quote the rest of the text
    }
    std::uint32_t const begin = count_;
    auto const number = static_cast<std::uint32_t>(out_.sentences.size());
    bool const names_show = !is_headline(text_, sentence.tokens);
    bool begins_clause = true;
    for (std::uint32_t t = sentence.tokens.begin_token; t < sentence.tokens.end_token; ++t) {
      Token const& token = text_.tokens[t];
      if (token.kind == TokenKind::Punctuation) {
        begins_clause = read_sign(sign_of(text_.text_of(token))) || begins_clause;
        continue;
      }
      out_.words[count_] = word_of(token, t, names_show);
      out_.begins_clause[count_] = begins_clause ? 1 : 0;
      out_.is_quoted[count_] = is_quoted_ ? 1 : 0;
      out_.sentence_of[count_] = number;
      ++count_;
      begins_clause = false;
    }
    if (count_ > begin) {
      out_.sentences.push_back({begin, count_});
      out_.sentence_tokens.push_back(sentence.tokens);
    }
  }

  /// True for a word behind a free-standing dash, a colon or a quotation mark: a capital there need not be a name's.
  [[nodiscard]] bool follows_break(std::uint32_t t) const {
    if (t == 0 || text_.tokens[t - 1].kind != TokenKind::Punctuation) {
      return false;
    }
    Token const& sign = text_.tokens[t - 1];
    std::string_view const text = text_.text_of(sign);
    bool const is_dash = text == "-" || text == "\u2013" || text == "\u2014";
    bool const stands_free = sign.end_byte < text_.tokens[t].begin_byte;
    bool const is_quote = sign_of(text) == Sign::EitherQuote || sign_of(text) == Sign::OpeningQuote;
    return (is_dash && stands_free) || text == ":" || is_quote;
  }

  /// True where a clause may begin after the sign.
  bool read_sign(Sign sign) {
    switch (sign) {
      case Sign::OpeningQuote:
        is_quoted_ = true;
        return true;
      case Sign::ClosingQuote:
        is_quoted_ = false;
        return true;
      case Sign::EitherQuote:
        is_quoted_ = !is_quoted_;
        return true;
      case Sign::Break:
        return true;
      case Sign::Other:
        return false;
    }
    return false;
  }

  [[nodiscard]] Word word_of(Token const& token, std::uint32_t position, bool names_show) {
    Word word;
    word.token = position;
    word.form = forms_.number_of(token.word);
    word.weight = token.weight;
    if (token.kind == TokenKind::Number) {
      word.kind = WordKind::Number;
    } else if (token.is_capitalised && is_calendar_word(text_.text_of(token))) {
      word.kind = WordKind::Date;
    } else if (token.weight >= kLeastContentWeight) {
      bool const is_name = names_show && token.is_capitalised && !token.begins_sentence && !follows_break(position);
      word.kind = is_name ? WordKind::Name : WordKind::Content;
      if (is_name) {
        names_.push_back(word.form);
      }
    }
    return word;
  }

  TokenText const& text_;
  Interner& forms_;
  std::vector<std::uint32_t>& names_;
  WordText& out_;
  std::uint32_t count_ = 0;  // words so far
  std::uint32_t paragraph_ = 0;
  bool is_quoted_ = false;
};

std::uint64_t set_of(std::string_view letters) {
  std::uint64_t bytes = 0;
  for (char const letter : letters) {
    bytes |= std::uint64_t{1} << (static_cast<unsigned char>(letter) & 63U);
  }
  return bytes;
}

}  // namespace

PreparedText::PreparedText(TokenText const& text)
    : text_{&text}, forms_{text.tokens.size()}, stems_{text.tokens.size()} {
  std::vector<std::uint32_t> names;
  Reader{text, forms_, names, words_}.read();
  is_name_.assign(forms_.count(), 0);
  for (auto const form : names) {
    is_name_[form] = 1;
  }
  set_keys();
  forms_.fit();
  stems_.fit();
  read_spellings();
}

/// Keys begin as stems. A capitalised word is a name everywhere once it is one in mid-sentence.
void PreparedText::set_keys() {
  stem_of_form_.reserve(forms_.count());
  for (Word& word : words_.words) {
    if (word.form == stem_of_form_.size()) {
      stem_of_form_.push_back(stems_.number_of(text_->tokens[word.token].stem));
    }
    word.key = stem_of_form_[word.form];
    if (is_name_[word.form] != 0 && word.kind == WordKind::Content && text_->tokens[word.token].is_capitalised) {
      word.kind = WordKind::Name;
    }
  }
}

void PreparedText::read_spellings() {
  std::vector<std::uint32_t> first_of_form(forms_.count(), UINT32_MAX);
  spelling_of_word_.reserve(words_.words.size());
  for (Word const& word : words_.words) {
    auto const spelt = text_->text_of(text_->tokens[word.token]);
    auto const is_spelt_so = [&](Spelling const& known) {
      return known.is_date == (word.kind == WordKind::Date) &&
             std::ranges::equal(letters_of(known), spelt, {}, {}, lower);
    };
    auto& first = first_of_form[word.form];
    if (first == UINT32_MAX || !is_spelt_so(spellings_[first])) {
      auto const begin = letters_.size();
      std::ranges::transform(spelt, std::back_inserter(letters_), lower);
      auto const letters = std::string_view{letters_}.substr(begin);
      bool const is_date = word.kind == WordKind::Date;
      auto const value = is_date ? date_key(letters) : number_key(letters);
      auto const number = static_cast<std::uint32_t>(spellings_.size());
      spellings_.push_back(
        {set_of(letters), value, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(letters.size()), is_date}
      );
      spelling_of_word_.push_back(number);
      first = first == UINT32_MAX ? number : first;
    } else {
      spelling_of_word_.push_back(first);
    }
  }
}

}  // namespace stemma
