// SPDX-License-Identifier: Apache-2.0
#include "passages/word_values.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace stemma {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::uint64_t tagged(std::uint64_t tag, std::uint64_t value) {
  return (tag << 60U) | (value & 0x0FFFFFFFFFFFFFFFULL);
}

/// Which words can be none of a list, by their first three letters: most, and told by one look.
class Beginnings {
 public:
  /// Three letters and a blank each, in lower case.
  constexpr explicit Beginnings(std::string_view list) {
    for (std::size_t at = 0; at + 3 < list.size(); at += 4) {
      std::uint32_t const number = number_of(list.substr(at));
      bits_[number / 64] |= 1ULL << number % 64;
    }
  }

  [[nodiscard]] constexpr bool may_begin(std::string_view word) const {
    std::uint32_t const number = word.size() < 3 ? 0 : number_of(word);
    return (bits_[number / 64] >> number % 64 & 1U) != 0;
  }

 private:
  /// Five bits a letter tell letters apart, whatever their case.
  static constexpr std::uint32_t number_of(std::string_view word) {
    auto const bits = [&](std::size_t i) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(word[i])) & 31U;
    };
    return bits(0) << 10U | bits(1) << 5U | bits(2);
  }

  std::array<std::uint64_t, 512> bits_{};
};

/// Value of an English number word below a hundred; 0 where it is none. "One" is left out: it is a pronoun more often.
std::uint32_t value_of_word(std::string_view word) {
  static constexpr std::pair<std::string_view, std::uint32_t> kWords[] = {
    {"two", 2},       {"three", 3},     {"four", 4},     {"five", 5},     {"six", 6},        {"seven", 7},
    {"eight", 8},     {"nine", 9},      {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"dozen", 12},
    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18},
    {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},     {"sixty", 60},
    {"seventy", 70},  {"eighty", 80},   {"ninety", 90},
  };
  static constexpr Beginnings kBeginnings{"two thr fou fiv six sev eig nin ten ele twe doz thi fif for "};
  if (!kBeginnings.may_begin(word)) {
    return 0;
  }
  for (auto const& [text, value] : kWords) {
    if (word == text) {
      return value;
    }
  }
  auto const hyphen = word.find('-');
  if (hyphen == std::string_view::npos || hyphen == 0) {
    return 0;
  }
  std::uint32_t const tens = value_of_word(word.substr(0, hyphen));
  std::string_view const rest = word.substr(hyphen + 1);
  std::uint32_t const units = rest == "one" ? 1 : rest.find('-') == std::string_view::npos ? value_of_word(rest) : 0;
  return tens >= 20 && tens % 10 == 0 && units > 0 && units < 10 ? tens + units : 0;
}

/// 1…12 for the name of a month or its short form, else 0.
std::uint32_t month_of(std::string_view word) {
  static constexpr std::string_view kMonths[] = {"january", "february", "march",     "april",   "may",      "june",
                                                 "july",    "august",   "september", "october", "november", "december"};
  if (!word.empty() && word.back() == '.') {
    word.remove_suffix(1);
  }
  for (std::uint32_t m = 0; m < 12; ++m) {
    bool const is_short = word == kMonths[m].substr(0, 3) || (m == 8 && word == "sept");
    if (word == kMonths[m] || is_short) {
      return m + 1;
    }
  }
  return 0;
}

/// 1…7 for the name of a day of the week or its short form, else 0.
std::uint32_t weekday_of(std::string_view word) {
  static constexpr std::string_view kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};
  if (!word.empty() && word.back() == '.') {
    word.remove_suffix(1);
  }
  for (std::uint32_t d = 0; d < 7; ++d) {
    bool const is_short = (word.size() == 3 || word.size() == 4) && kDays[d].starts_with(word);
    if (word == kDays[d] || is_short) {
      return d + 1;
    }
  }
  return 0;
}

std::uint64_t key_of_digits(std::string_view text) {
  std::uint64_t value = 0;
  std::uint64_t decimals = 0;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      value = value * 10 + static_cast<std::uint64_t>(text[i] - '0');
    } else if (text[i] != ',' || i + 1 >= text.size() || !is_digit(text[i + 1])) {
      break;
    }
  }
  if (i + 2 < text.size() && text[i] == ':' && is_digit(text[i + 1]) && is_digit(text[i + 2]) && value < 24) {
    auto const minutes =
      static_cast<std::uint64_t>(text[i + 1] - '0') * 10 + static_cast<std::uint64_t>(text[i + 2] - '0');
    return tagged(3, (value % 12) * 60 + minutes + 1);  // half of the day is told by a word beside it
  }
  if (i + 1 < text.size() && text[i] == '.' && is_digit(text[i + 1])) {
    for (++i; i < text.size() && is_digit(text[i]); ++i) {
      decimals = decimals * 11 + static_cast<std::uint64_t>(text[i] - '0') + 1;
    }
  }
  return tagged(2, value * 0x9E3779B97F4A7C15ULL ^ decimals) | 1U;
}

}  // namespace

std::uint64_t number_key(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  if (is_digit(text.front())) {
    return key_of_digits(text);
  }
  std::uint32_t const value = value_of_word(text);
  return value > 0 ? key_of_digits(std::to_string(value)) : 0;
}

bool is_calendar_word(std::string_view text) {
  if (text.size() < 3 || text.size() > 9) {
    return false;
  }
  static constexpr Beginnings kBeginnings{
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun "};
  if (!kBeginnings.may_begin(text)) {
    return false;
  }
  std::array<char, 9> letters{};
  std::transform(text.begin(), text.end(), letters.begin(), lower);
  std::string_view const word{letters.data(), text.size()};
  return month_of(word) > 0 || weekday_of(word) > 0;
}

std::uint64_t date_key(std::string_view word) {
  std::uint32_t const month = month_of(word);
  return month > 0 ? tagged(4, month) : tagged(5, weekday_of(word));
}

}  // namespace stemma
