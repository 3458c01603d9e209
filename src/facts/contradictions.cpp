// SPDX-License-Identifier: Apache-2.0
#include "facts/contradictions.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace stemma {

namespace {

using std::chrono::sys_days;

constexpr std::array<std::string_view, 8> weekday_names = {"",         "Monday", "Tuesday",  "Wednesday",
                                                           "Thursday", "Friday", "Saturday", "Sunday"};

std::string shown(double value) {
  auto text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (!text.empty() && text.back() == '.') {
    text.pop_back();
  }
  return text;
}

class ContradictionFinder {
 public:
  ContradictionFinder(
    FactText const& text, Telling const& telling, std::span<DateReading const> dates, std::span<Mention const> numbers
  )
      : text_{text}, telling_{telling}, dates_{dates}, numbers_{numbers} {}

  std::vector<SelfContradiction> find() {
    for (DateReading const& date : dates_) {
      check_weekday(date);
    }
    for (std::size_t n = 0; n < numbers_.size(); ++n) {
      check_total(n);
    }
    for (std::size_t d = 0; d < dates_.size(); ++d) {
      check_stretch(d);
    }
    std::sort(found_.begin(), found_.end(), [](SelfContradiction const& a, SelfContradiction const& b) {
      return std::pair{a.first.begin_token, a.second.begin_token} <
             std::pair{b.first.begin_token, b.second.begin_token};
    });
    return std::move(found_);
  }

 private:
  void check_weekday(DateReading const& date) {
    auto const has_day = date.weekday && date.month && date.day;
    // Without a year only the time of publication says which year is meant.
    if (!has_day || date.mention.value == 0 || (!date.year && !telling_.document->published)) {
      return;
    }
    sys_days const day{std::chrono::days{static_cast<int>(date.mention.value)}};
    auto const real = std::chrono::weekday{day}.iso_encoding();
    if (static_cast<int>(real) == *date.weekday) {
      return;
    }
    auto const range = date.mention.tokens;
    auto rest = range.begin_token + 1;
    while (rest + 1 < range.end_token && !text_.is_number(rest) && !text_.is(rest, WordClass::Month)) {
      ++rest;
    }
    std::chrono::year_month_day const calendar{day};
    found_.push_back(
      {{range.begin_token, range.begin_token + 1},
       {rest, range.end_token},
       "that day was a " + std::string{weekday_names[real]} + " in " +
         std::to_string(static_cast<int>(calendar.year()))}
    );
  }

  [[nodiscard]] static bool is_plain_count(Mention const& number) {
    auto const is_whole = number.value == std::floor(number.value);
    return number.bound == Bound::Exactly && is_whole && number.value > 0 && number.unit != "age" && number.unit != "%";
  }

  /// "12 people: five men, four women and two children"; "made up of five men and six women".
  void check_total(std::size_t n) {
    constexpr std::uint32_t widest = 7;
    Mention const& total = numbers_[n];
    if (!is_plain_count(total)) {
      return;
    }
    auto const sentence = text_.sentence_range(total.tokens.begin_token);
    auto const after = total.tokens.end_token;
    auto sums_up = sentence.end_token;
    for (auto at = after; at < std::min(after + widest, sentence.end_token); ++at) {
      auto const lists = text_.is_sign(at, ":") || text_.reads(at, "comprising") ||
                         (text_.reads(at, "consisting") && text_.reads(at + 1, "of")) ||
                         (text_.reads(at, "made") && text_.reads(at + 1, "up") && text_.reads(at + 2, "of"));
      if (lists) {
        sums_up = at;
        break;
      }
    }
    double sum = 0;
    std::size_t parts = 0;
    auto last = sums_up;
    for (auto part = n + 1; part < numbers_.size() && sums_up < sentence.end_token; ++part) {
      Mention const& number = numbers_[part];
      auto const begin = number.tokens.begin_token;
      if (begin >= sentence.end_token || begin - last > widest) {
        break;
      }
      auto const is_listed = parts == 0 || holds_separator({last, begin});
      if (!is_plain_count(number) || number.value >= total.value || !is_listed) {
        return;
      }
      sum += number.value;
      ++parts;
      last = number.tokens.end_token;
    }
    if (parts >= 2 && sum != total.value && !goes_on(last, sentence.end_token)) {
      found_.push_back({total.tokens, {numbers_[n + 1].tokens.begin_token, last}, "the parts add up to " + shown(sum)});
    }
  }

  [[nodiscard]] bool holds_separator(TokenRange between) const {
    for (auto at = between.begin_token; at < between.end_token; ++at) {
      if (text_.is_sign(at, ",") || text_.is_sign(at, ";") || text_.reads(at, "and")) {
        return true;
      }
    }
    return false;
  }

  /// "five men, four women and a child": a part without a numeral follows.
  [[nodiscard]] bool goes_on(std::uint32_t from, std::uint32_t end) const {
    for (auto at = from; at < end; ++at) {
      if (text_.reads(at, "and") || text_.is_sign(at, ",")) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] static std::optional<double> days_of_unit(std::string_view unit) {
    if (unit == "year") {
      return 365.25;
    }
    if (unit == "month") {
      return 30.44;
    }
    if (unit == "week") {
      return 7;
    }
    return unit == "day" ? std::optional{1.0} : std::nullopt;
  }

  /// "four years, from 2019 to 2021"; "for 2.5 years since 2014" against the day of publication.
  void check_stretch(std::size_t d) {
    Mention const& first = dates_[d].mention;
    auto const begin = first.tokens.begin_token;
    if (first.value == 0 || (first.unit != "year" && first.unit != "day") || begin == 0) {
      return;
    }
    auto const sentence = text_.sentence_range(begin);
    auto const opens_range = text_.reads(begin - 1, "from") || text_.reads(begin - 1, "between");
    double last = 0;
    auto end = first.tokens.end_token;
    if (opens_range && d + 1 < dates_.size()) {
      Mention const& second = dates_[d + 1].mention;
      auto const joint = first.tokens.end_token;
      auto const is_joined =
        second.tokens.begin_token == joint + 1 && (text_.reads(joint, "to") || text_.reads(joint, "and") ||
                                                   text_.reads(joint, "until") || text_.reads(joint, "till"));
      if (!is_joined || second.unit != first.unit) {
        return;
      }
      last = second.value;
      end = second.tokens.end_token;
    } else if (text_.reads(begin - 1, "since") && telling_.document->published) {
      last = std::chrono::duration<double, std::ratio<86400>>(telling_.document->published->time_since_epoch()).count();
    }
    if (last <= first.value) {
      return;
    }
    // A year is known to a year, a day to a day; who says "three years" may mean two and a half.
    auto const blur = first.unit == "year" ? 366.0 : 1.0;
    for (Mention const& number : numbers_) {
      auto const unit = days_of_unit(number.unit);
      auto const is_near = number.tokens.begin_token >= sentence.begin_token &&
                           number.tokens.end_token <= sentence.end_token &&
                           (number.tokens.end_token <= begin || number.tokens.begin_token >= end);
      auto const lasts = number.tokens.begin_token > 0 && is_length(number.tokens, TokenRange{begin, end});
      if (!unit || !is_near || number.bound != Bound::Exactly || !lasts) {
        continue;
      }
      auto const stated = number.value * *unit;
      auto const apart = last - first.value;
      if (std::abs(stated - apart) > blur + 0.6 * *unit) {
        found_.push_back(
          {number.tokens,
           {begin, end},
           "these dates are " + shown(std::round(10 * apart / *unit) / 10) + " " + number.unit + "s apart"}
        );
      }
    }
  }

  /// Whether the number says how long the dates lasted: "for 2.5 years since", "four years, from 2019 to".
  [[nodiscard]] bool is_length(TokenRange number, TokenRange dates) const {
    constexpr std::uint32_t widest = 4;
    auto const is_beside = number.end_token <= dates.begin_token ? dates.begin_token - number.end_token <= widest
                                                                 : number.begin_token - dates.end_token <= widest;
    auto const before = number.begin_token - 1;
    return is_beside && !text_.reads(before, "every") && !text_.reads(number.end_token, "ago") &&
           !text_.reads(number.end_token, "old") && !text_.is_sign(number.end_token, "-");
  }

  FactText const& text_;
  Telling const& telling_;
  std::span<DateReading const> dates_;
  std::span<Mention const> numbers_;
  std::vector<SelfContradiction> found_;
};

}  // namespace

std::vector<SelfContradiction> find_contradictions(
  FactText const& text, Telling const& telling, std::span<DateReading const> dates, std::span<Mention const> numbers
) {
  return ContradictionFinder{text, telling, dates, numbers}.find();
}

}  // namespace stemma
