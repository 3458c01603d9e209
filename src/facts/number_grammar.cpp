// SPDX-License-Identifier: Apache-2.0
#include "facts/number_grammar.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "facts/number_unit.hpp"

namespace stemma {

namespace {

struct Numeral {
  double value = 0;
  std::uint32_t end = 0;
  bool is_ordinal = false;
};

/// The value of digits with separators, and whether they are an ordinal ("12th"). "1,900", "1 900" is two tokens,
/// "3.4", "1/2"; nothing for "3:40".
struct Digits {
  double value = 0;
  bool is_ordinal = false;
};

std::optional<Digits> digits_of(std::string_view word) {
  std::string plain;
  auto const slash = word.find('/');
  if (slash != std::string_view::npos) {
    auto const over = digits_of(word.substr(0, slash));
    auto const under = digits_of(word.substr(slash + 1));
    return over && under && under->value > 0 ? std::optional{Digits{over->value / under->value, false}} : std::nullopt;
  }
  std::size_t at = 0;
  for (; at < word.size() && at < 40; ++at) {
    auto const c = word[at];
    auto const three_follow = at + 3 < word.size() && std::isdigit(static_cast<unsigned char>(word[at + 3])) != 0 &&
                              (at + 4 == word.size() || std::isdigit(static_cast<unsigned char>(word[at + 4])) == 0);
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      plain += c;
    } else if (c == ',' && three_follow) {
      continue;
    } else if (c == '.' || c == ',') {
      plain += '.';
    } else {
      break;
    }
  }
  auto const rest = word.substr(at);
  auto const is_ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  if (plain.empty() || (!rest.empty() && !is_ordinal && rest != "s")) {
    return std::nullopt;
  }
  double value = 0;
  auto const [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc{} || end != plain.data() + plain.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return Digits{value, is_ordinal};
}

class NumeralReader {
 public:
  explicit NumeralReader(FactText const& text) : text_{text} {}

  /// The longest numeral that begins here.
  [[nodiscard]] std::optional<Numeral> read(std::uint32_t at) const {
    if (text_.is_taken(at)) {
      return std::nullopt;
    }
    if (text_.is_number(at)) {
      return with_scale(from_digits(at));
    }
    if (text_.is(at, WordClass::Cardinal)) {
      return with_scale(with_fraction(spelled(at)));
    }
    if (auto const fraction = from_fraction(at)) {
      return fraction;
    }
    if (text_.is(at, WordClass::Ordinal) && !text_.reads(at, "second") && !text_.reads(at, "first")) {
      return Numeral{text_.info(at).value, at + 1, true};
    }
    auto const is_article = text_.reads(at, "a") || text_.reads(at, "an");
    if (is_article && text_.is(at + 1, WordClass::Scale) && is_singular_scale(at + 1)) {
      return with_scale(Numeral{1, at + 1, false});
    }
    auto const is_plural_scale = text_.is(at, WordClass::Scale) && !is_singular_scale(at) && text_.word(at).size() > 2;
    if (is_plural_scale) {
      return Numeral{text_.info(at).value, at + 1, false};  // "hundreds of": at least so many
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_singular_scale(std::uint32_t at) const { return text_.word(at).back() != 's'; }

  [[nodiscard]] std::optional<Numeral> from_digits(std::uint32_t at) const {
    auto const digits = digits_of(text_.word(at));
    return digits ? std::optional{Numeral{digits->value, at + 1, digits->is_ordinal}} : std::nullopt;
  }

  /// "thirty-seven", "two hundred and five", "twenty one": tens and ones add up, scale words are left to `with_scale`.
  [[nodiscard]] Numeral spelled(std::uint32_t at) const {
    double value = text_.info(at).value;
    auto end = at + 1;
    if (value >= 20) {
      auto const ones = text_.is_sign(end, "-") ? end + 1 : end;
      if (text_.is(ones, WordClass::Cardinal) && text_.info(ones).value < 10 && text_.info(ones).value > 0) {
        value += text_.info(ones).value;
        end = ones + 1;
      }
    }
    return {value, end, false};
  }

  /// "two and a half", "three quarters", "two-thirds".
  [[nodiscard]] Numeral with_fraction(Numeral numeral) const {
    auto const end = numeral.end;
    if (text_.reads(end, "and") && (text_.reads(end + 1, "a") || text_.reads(end + 1, "one")) && is_part(end + 2)) {
      return {numeral.value + 1 / text_.info(end + 2).value, end + 3, false};
    }
    auto const part = text_.is_sign(end, "-") ? end + 1 : end;
    auto const is_plural_part = is_part(part) && (text_.word(part).back() == 's' || numeral.value == 1);
    if (is_plural_part && numeral.value < 10) {
      return {numeral.value / text_.info(part).value, part + 1, false};
    }
    return numeral;
  }

  [[nodiscard]] bool is_part(std::uint32_t at) const { return text_.is(at, WordClass::Fraction); }

  /// "half a million", "half of", "a third", "a quarter of". A plain "half" is a number too.
  [[nodiscard]] std::optional<Numeral> from_fraction(std::uint32_t at) const {
    if (text_.reads(at, "half") && !text_.hyphen_after(at)) {
      auto const scale = text_.reads(at + 1, "a") ? at + 2 : at + 1;
      if (text_.is(scale, WordClass::Scale)) {
        return Numeral{text_.info(scale).value / 2, scale + 1, false};
      }
      return text_.reads(at + 1, "of") || text_.reads(at + 1, "the") || text_.reads(at + 1, "a")
               ? std::optional{Numeral{0.5, at + 1, false}}
               : std::nullopt;
    }
    auto const has_article = text_.reads(at, "a") || text_.reads(at, "an");
    if (has_article && is_part(at + 1) && text_.reads(at + 2, "of") && !text_.reads(at + 1, "half")) {
      return Numeral{1 / text_.info(at + 1).value, at + 2, false};
    }
    return std::nullopt;
  }

  /// "3.4 million", "two hundred and five thousand", "two dozen". A lone "m" or "k" must touch the digits.
  [[nodiscard]] std::optional<Numeral> with_scale(std::optional<Numeral> numeral) const {
    constexpr int most_parts = 6;
    double total = 0;
    for (int part = 0; numeral && part < most_parts; ++part) {
      auto const scale_place = text_.is_sign(numeral->end, "-") ? numeral->end + 1 : numeral->end;
      if (!text_.is(scale_place, WordClass::Scale) || text_.reads(scale_place, "score")) {
        break;
      }
      auto const is_letter = text_.word(scale_place).size() == 1;
      if (is_letter && !(text_.touches_next(numeral->end - 1) && begins_money(numeral->end - 1))) {
        break;
      }
      numeral->value *= text_.info(scale_place).value;
      numeral->end = scale_place + 1;
      auto const rest = text_.reads(numeral->end, "and") ? numeral->end + 1 : numeral->end;
      if (!text_.is(rest, WordClass::Cardinal) || text_.info(scale_place).value < 100) {
        continue;
      }
      auto const more = spelled(rest);
      if (text_.is(more.end, WordClass::Scale) && text_.info(more.end).value < text_.info(scale_place).value) {
        total += numeral->value;
        *numeral = more;
        continue;
      }
      if (text_.is(more.end, WordClass::Scale)) {
        numeral->value += more.value;
        numeral->end = more.end;
        continue;
      }
      numeral->value += more.value;
      numeral->end = more.end;
    }
    if (numeral) {
      numeral->value += total;
    }
    return numeral;
  }

  [[nodiscard]] bool begins_money(std::uint32_t number) const {
    return number > 0 && currency_of_sign(text_.word(number - 1)).has_value();
  }

  FactText const& text_;
};

/// What stands before a number and says how exact it is: "more than", "at least", "as many as".
Bound bound_before(FactText const& text, std::uint32_t at) {
  struct Phrase {
    LowerWord first;
    LowerWord second;
    LowerWord third;
    Bound bound;
  };

  static constexpr std::array<Phrase, 15> phrases = {{
    {"more", "than", "", Bound::MoreThan},
    {"less", "than", "", Bound::LessThan},
    {"fewer", "than", "", Bound::LessThan},
    {"at", "least", "", Bound::AtLeast},
    {"at", "most", "", Bound::AtMost},
    {"up", "to", "", Bound::AtMost},
    {"no", "more", "than", Bound::AtMost},
    {"no", "fewer", "than", Bound::AtLeast},
    {"no", "less", "than", Bound::AtLeast},
    {"as", "many", "as", Bound::AtMost},
    {"as", "much", "as", Bound::AtMost},
    {"close", "to", "", Bound::About},
    {"just", "under", "", Bound::LessThan},
    {"just", "over", "", Bound::MoreThan},
    {"well", "over", "", Bound::MoreThan},
  }};
  for (Phrase const& phrase : phrases) {
    auto const length = phrase.third.letters().empty() ? 2U : 3U;
    if (at < length) {
      continue;
    }
    auto const begin = at - length;
    if (text.reads(begin, phrase.first) && text.reads(begin + 1, phrase.second) &&
        (length == 2 || text.reads(begin + 2, phrase.third))) {
      return phrase.bound;
    }
  }
  if (at > 0 && text.is(at - 1, WordClass::Bound)) {
    return static_cast<Bound>(static_cast<int>(text.info(at - 1).value));
  }
  return Bound::Exactly;
}

Bound bound_after(FactText const& text, std::uint32_t end) {
  // "20 days or more", "20 or so".
  for (auto at = end; at < end + 2; ++at) {
    if (text.reads(at, "or") && text.reads(at + 1, "more")) {
      return Bound::AtLeast;
    }
    if (text.reads(at, "or") && (text.reads(at + 1, "so") || text.reads(at + 1, "thereabouts"))) {
      return Bound::About;
    }
  }
  return Bound::Exactly;
}

std::string number_text(double value) {
  std::array<char, 40> text{};
  constexpr double least_with_exponent = 1e10;
  if (value >= 0 && value < least_with_exponent && value == std::floor(value)) {
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), static_cast<std::int64_t>(value)).ptr};
  }
  std::snprintf(text.data(), text.size(), "%.10g", value);
  return text.data();
}

}  // namespace

std::vector<Mention> read_numbers(FactText& text) {
  constexpr WordClasses openers{
    WordClass::Cardinal, WordClass::Ordinal, WordClass::Fraction, WordClass::Scale, WordClass::NumberOpener};
  NumeralReader const reader{text};
  std::vector<Mention> found;
  for (std::uint32_t at = 0; at < text.size();) {
    auto const can_begin = text.is_number(at) || text.info(at).is_any(openers);
    auto const numeral = can_begin ? reader.read(at) : std::nullopt;
    if (!numeral) {
      ++at;
      continue;
    }
    auto const unit = unit_of(text, {at, numeral->end}, numeral->is_ordinal);
    if (!unit) {
      at = numeral->end;
      continue;
    }
    auto mention = text.mention(MentionKind::Number, unit->tokens);
    mention.value = numeral->value;
    mention.unit = unit->stem;
    mention.bound = bound_before(text, unit->tokens.begin_token);
    if (mention.bound == Bound::Exactly) {
      mention.bound = bound_after(text, unit->tokens.end_token);
    }
    mention.key = number_text(numeral->value) + (unit->unit_class.empty() ? "" : " " + unit->unit_class);
    text.take(unit->tokens);
    found.push_back(std::move(mention));
    at = std::max(numeral->end, unit->tokens.end_token);
  }
  return found;
}

}  // namespace stemma
