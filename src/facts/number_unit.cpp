// SPDX-License-Identifier: Apache-2.0
#include "facts/number_unit.hpp"

#include <array>
#include <vector>

#include "base/common_words.hpp"
#include "base/word_form.hpp"

namespace stemma {

namespace {

struct Renamed {
  std::string_view from;
  std::string_view to;
};

constexpr std::array<Renamed, 8> signs = {
  {{"$", "usd"}, {"€", "eur"}, {"£", "gbp"}, {"¥", "jpy"}, {"₹", "inr"}, {"₽", "rub"}, {"₴", "uah"}, {"₩", "krw"}}};

/// Measures of one kind under one name.
constexpr std::array<Renamed, 58> measures = {{{"metre", "metre"},    {"metres", "metre"},    {"meter", "metre"},
                                               {"meters", "metre"},   {"m", "metre"},         {"kilometre", "km"},
                                               {"kilometres", "km"},  {"kilometer", "km"},    {"kilometers", "km"},
                                               {"km", "km"},          {"kms", "km"},          {"centimetres", "cm"},
                                               {"centimeters", "cm"}, {"centimetre", "cm"},   {"centimeter", "cm"},
                                               {"cm", "cm"},          {"millimetres", "mm"},  {"millimeters", "mm"},
                                               {"millimetre", "mm"},  {"mm", "mm"},           {"mile", "mile"},
                                               {"miles", "mile"},     {"foot", "foot"},       {"feet", "foot"},
                                               {"ft", "foot"},        {"hectare", "hectare"}, {"hectares", "hectare"},
                                               {"ha", "hectare"},     {"acre", "acre"},       {"acres", "acre"},
                                               {"tonne", "tonne"},    {"tonnes", "tonne"},    {"ton", "tonne"},
                                               {"tons", "tonne"},     {"kilogram", "kg"},     {"kilograms", "kg"},
                                               {"kilo", "kg"},        {"kilos", "kg"},        {"kg", "kg"},
                                               {"percent", "%"},      {"per", "%"},           {"pct", "%"},
                                               {"second", "second"},  {"seconds", "second"},  {"minute", "minute"},
                                               {"minutes", "minute"}, {"min", "minute"},      {"hour", "hour"},
                                               {"hours", "hour"},     {"day", "day"},         {"days", "day"},
                                               {"week", "week"},      {"weeks", "week"},      {"year", "year"},
                                               {"years", "year"},     {"dollars", "usd"},     {"euros", "eur"},
                                               {"euro", "eur"}}};

/// "one" is as often a pronoun as a number.
constexpr std::array<LowerWord, 16> no_count_after_one = {"another", "who",   "that",   "which", "by",  "can",
                                                          "could",   "would", "should", "must",  "may", "might",
                                                          "is",      "was",   "has",    "day"};
constexpr std::array<LowerWord, 9> no_count_before_one = {"this", "that",  "no",      "any", "every",
                                                          "each", "which", "another", "the"};

/// `stem_word`, which remembers the last words: few words count most things.
std::string const& stem_of(std::string const& word) {
  struct Known {
    std::string word;
    std::string stem;
  };

  constexpr std::size_t slots = 512;
  thread_local std::vector<Known> known(slots);
  auto& slot = known[hash_word(word) % slots];
  if (slot.word != word) {
    slot = {word, stem_word(word)};
  }
  return slot.stem;
}

std::string measure_name(std::string const& word) {
  for (Renamed const& measure : measures) {
    if (measure.from == word) {
      return std::string{measure.to};
    }
  }
  return stem_of(word);
}

bool is_plural(std::string const& word) {
  auto const ends_men = word.size() > 3 && word.substr(word.size() - 3) == "men";
  auto const ends_people = word.size() >= 6 && word.substr(word.size() - 6) == "people";
  auto const ends_children = word.size() >= 8 && word.substr(word.size() - 8) == "children";
  auto const ends_s =
    word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's' && word != "was" && word != "this";
  return ends_men || ends_people || ends_children || ends_s;
}

class UnitFinder {
 public:
  UnitFinder(FactText const& text, TokenRange range, bool is_ordinal)
      : text_{text}, range_{range}, is_ordinal_{is_ordinal} {}

  [[nodiscard]] std::optional<NumberUnit> find() const {
    if (is_no_count()) {
      return std::nullopt;
    }
    if (auto const money = currency()) {
      return money;
    }
    if (is_ordinal_) {
      return NumberUnit{range_, noun_after(range_.end_token), "ordinal"};
    }
    if (auto const age = age_unit()) {
      return age;
    }
    if (auto const measure = measured()) {
      return measure;
    }
    return counted();
  }

 private:
  [[nodiscard]] bool is_no_count() const {
    auto const end = range_.end_token;
    if (range_.size() != 1 || !text_.reads(range_.begin_token, "one")) {
      return false;
    }
    auto const is_pronoun = text_.reads_any(end, no_count_after_one) ||
                            (range_.begin_token > 0 && text_.reads_any(range_.begin_token - 1, no_count_before_one));
    if (is_pronoun) {
      return true;
    }
    return text_.is_punctuation(end) && !text_.hyphen_after(range_.begin_token);
  }

  [[nodiscard]] std::optional<NumberUnit> currency() const {
    auto const begin = range_.begin_token;
    if (begin > 0) {
      if (auto const sign = currency_of_sign(text_.word(begin - 1))) {
        return NumberUnit{{begin - 1, range_.end_token}, std::string{*sign}, std::string{*sign}};
      }
    }
    // "380,000 euros", "9 million Australian dollars", "84 billion won".
    for (auto at = range_.end_token; at < range_.end_token + 3 && text_.is_word(at); ++at) {
      if (text_.is(at, WordClass::Currency)) {
        auto const name = measure_name(text_.lower(at));
        return NumberUnit{range_, name, name};
      }
    }
    return std::nullopt;
  }

  /// "aged 54", "54-year-old", "age 54", "54 years old"; ", 34," after a name is found with the names.
  [[nodiscard]] std::optional<NumberUnit> age_unit() const {
    auto const end = range_.end_token;
    auto const begin = range_.begin_token;
    auto const after_hyphen = text_.is_sign(end, "-") ? end + 1 : end;
    auto const says_year = text_.reads(after_hyphen, "year") || text_.reads(after_hyphen, "years");
    auto const old_place = text_.is_sign(after_hyphen + 1, "-") ? after_hyphen + 2 : after_hyphen + 1;
    if (says_year && text_.reads(old_place, "old")) {
      return NumberUnit{range_, "age", "age"};
    }
    if (begin > 0 && (text_.reads(begin - 1, "aged") || text_.reads(begin - 1, "age"))) {
      return NumberUnit{range_, "age", "age"};
    }
    auto const stands_between_commas = begin > 1 && text_.is_sign(begin - 1, ",") &&
                                       (text_.is_sign(end, ",") || text_.is_sign(end, ".")) && text_.is_number(begin) &&
                                       text_.token(begin - 2).is_capitalised && text_.word(begin).size() <= 3;
    if (stands_between_commas) {
      return NumberUnit{range_, "age", "age"};
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<NumberUnit> measured() const {
    auto const end = range_.end_token;
    if (text_.is_sign(end, "%")) {
      return NumberUnit{{range_.begin_token, end + 1}, "%", "%"};
    }
    auto const place = text_.is_sign(end, "-") && text_.touches_next(end - 1) ? end + 1 : end;
    if (!text_.is(place, WordClass::Measure)) {
      return std::nullopt;
    }
    if (text_.reads(place, "per") && !text_.reads(place + 1, "cent")) {
      return std::nullopt;
    }
    auto const is_square = text_.reads(place, "square") || text_.reads(place, "cubic");
    auto const noun = is_square ? (text_.is_sign(place + 1, "-") ? place + 2 : place + 1) : place;
    auto name = text_.is_word(noun) ? measure_name(text_.lower(noun)) : std::string{};
    if (is_square) {
      name = text_.lower(place) + " " + name;
    }
    return NumberUnit{range_, name, name};
  }

  /// The head of what is counted: the first plural among the next three words, else the first of them.
  [[nodiscard]] std::string noun_after(std::uint32_t begin) const {
    constexpr std::uint32_t most_words = 4;
    std::string first;
    for (auto at = begin; at < begin + most_words && text_.is_word(at); ++at) {
      if (text_.commonness(at) == Commonness::Function && !text_.is(at, WordClass::PersonCount)) {
        break;
      }
      auto const word = text_.lower(at);
      if (is_plural(word) || text_.is(at, WordClass::PersonCount)) {
        return stem_of(word);
      }
      if (first.empty()) {
        first = stem_of(word);
      }
    }
    return first;
  }

  [[nodiscard]] std::optional<NumberUnit> counted() const {
    auto const begin = text_.is_sign(range_.end_token, "-") && text_.touches_next(range_.end_token - 1)
                         ? range_.end_token + 1
                         : range_.end_token;
    auto noun = noun_after(begin);
    if (noun.empty() && range_.begin_token > 1 && text_.reads(range_.begin_token - 1, "of") && text_.is_word(range_.begin_token - 2)) {
      noun = stem_of(text_.lower(range_.begin_token - 2));  // "a crew of 24"
    }
    auto is_person = false;
    for (auto at = begin; at < begin + 4 && text_.is_word(at); ++at) {
      is_person = is_person || (text_.is(at, WordClass::PersonCount) && stem_of(text_.lower(at)) == noun);
    }
    return NumberUnit{range_, noun, is_person ? "person" : ""};
  }

  FactText const& text_;
  TokenRange range_;
  bool is_ordinal_;
};

}  // namespace

std::optional<std::string_view> currency_of_sign(std::string_view sign) {
  for (Renamed const& one : signs) {
    if (one.from == sign) {
      return one.to;
    }
  }
  return std::nullopt;
}

std::optional<NumberUnit> unit_of(FactText const& text, TokenRange range, bool is_ordinal) {
  return UnitFinder{text, range, is_ordinal}.find();
}

}  // namespace stemma
