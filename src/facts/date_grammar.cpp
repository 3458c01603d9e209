// SPDX-License-Identifier: Apache-2.0
#include "facts/date_grammar.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace stemma {

namespace {

/// All digits, at most `most` of them; an ordinal ending ("14th") is passed over.
std::optional<int> small_integer(std::string_view word, std::size_t most) {
  std::size_t digits = 0;
  while (digits < word.size() && word[digits] >= '0' && word[digits] <= '9') {
    ++digits;
  }
  auto const rest = word.substr(digits);
  auto const is_ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  if (digits == 0 || digits > most || (!rest.empty() && !is_ordinal)) {
    return std::nullopt;
  }
  int value = 0;
  std::from_chars(word.data(), word.data() + digits, value);
  return value;
}

constexpr std::array<LowerWord, 26> year_wanters = {"in",    "since", "until",  "till",    "by",     "before", "after",
                                                    "from",  "of",    "to",     "during",  "year",   "around", "about",
                                                    "early", "late",  "mid",    "summer",  "spring", "winter", "autumn",
                                                    "fall",  "dated", "dating", "between", "the"};

constexpr std::array<LowerWord, 9> relative_openers = {"last",     "next",      "this",  "coming", "past",
                                                       "previous", "following", "every", "each"};

constexpr std::array<LowerWord, 20> relative_units = {
  "week",   "month", "year",   "weekend", "night",  "morning",   "afternoon", "evening", "spring", "summer",
  "autumn", "fall",  "winter", "century", "decade", "fortnight", "quarter",   "season",  "weeks",  "months"};

constexpr std::array<LowerWord, 5> single_days = {"yesterday", "today", "tomorrow", "tonight", "overnight"};

class DateReader {
 public:
  explicit DateReader(FactText& text) : text_{text} {}

  std::vector<DateReading> read() {
    constexpr WordClasses openers{WordClass::Month, WordClass::Weekday, WordClass::ClockWord, WordClass::RelativeDate};
    for (std::uint32_t at = 0; at < text_.size();) {
      auto const before = at;
      if (!text_.is_number(at) && !text_.info(at).is_any(openers)) {
        ++at;
        continue;
      }
      if (!read_clock(at) && !read_calendar(at) && !read_relative(at)) {
        at = before + 1;
      }
    }
    return std::move(found_);
  }

 private:
  void add(std::uint32_t begin, std::uint32_t& at, std::uint32_t end, DateReading reading) {
    reading.mention = text_.mention(MentionKind::Date, {begin, end});
    text_.take({begin, end});
    found_.push_back(std::move(reading));
    at = end;
  }

  /// A capital tells the month from the verb: "in May", "March 27", but "it may" and "they march".
  [[nodiscard]] std::optional<int> month_at(std::uint32_t at) const {
    if (!text_.is(at, WordClass::Month) || !text_.token(at).is_capitalised) {
      return std::nullopt;
    }
    return static_cast<int>(text_.info(at).value);
  }

  [[nodiscard]] std::optional<int> day_at(std::uint32_t at) const {
    if (!text_.is_number(at)) {
      return std::nullopt;
    }
    auto const day = small_integer(text_.word(at), 2);
    return day && *day >= 1 && *day <= 31 ? day : std::nullopt;
  }

  [[nodiscard]] std::optional<int> year_at(std::uint32_t at) const {
    if (!text_.is_number(at) || text_.word(at).size() != 4) {
      return std::nullopt;
    }
    auto const year = small_integer(text_.word(at), 4);
    return year && *year >= 1000 && *year <= 2199 ? year : std::nullopt;
  }

  /// "2026" or ", 2026" right after a month or day.
  std::uint32_t take_year(std::uint32_t at, DateReading& reading) const {
    if (auto const year = year_at(at)) {
      reading.year = year;
      return at + 1;
    }
    if (text_.is_sign(at, ",") && year_at(at + 1) && !is_counted(at + 1)) {
      reading.year = year_at(at + 1);
      return at + 2;
    }
    return at;
  }

  /// "2026 people" is no year.
  [[nodiscard]] bool is_counted(std::uint32_t number) const {
    return text_.is(number + 1, WordClass::PersonCount) || text_.is(number + 1, WordClass::Measure) ||
           text_.is(number + 1, WordClass::Currency);
  }

  /// Month and day in either order, with a year or without: the end of the date, or `at` where there is none.
  std::uint32_t take_month_and_day(std::uint32_t at, DateReading& reading) const {
    if (auto const month = month_at(at)) {
      if (auto const day = day_at(at + 1)) {
        reading.month = month;
        reading.day = day;
        return take_year(at + 2, reading);
      }
      if (year_at(at + 1)) {
        reading.month = month;
        reading.year = year_at(at + 1);
        return at + 2;
      }
      return at;
    }
    auto month_place = at + 1;
    if (text_.reads(month_place, "of")) {
      ++month_place;
    }
    if (day_at(at) && month_at(month_place)) {
      reading.day = day_at(at);
      reading.month = month_at(month_place);
      return take_year(month_place + 1, reading);
    }
    return at;
  }

  bool read_calendar(std::uint32_t& at) {
    DateReading reading;
    if (text_.is_number(at)) {
      return read_iso(at) || read_number_date(at) || read_year(at);
    }
    if (text_.is(at, WordClass::Weekday) && text_.token(at).is_capitalised) {
      reading.weekday = static_cast<int>(text_.info(at).value);
      auto next = at + 1;
      if (text_.is_sign(next, ",")) {
        ++next;
      }
      if (text_.reads(next, "the")) {
        ++next;
      }
      auto const end = take_month_and_day(next, reading);
      add(at, at, end == next ? at + 1 : end, std::move(reading));
      return true;
    }
    if (!month_at(at)) {
      return false;
    }
    auto const end = take_month_and_day(at, reading);
    if (end > at) {
      add(at, at, end, std::move(reading));
      return true;
    }
    auto const is_lone_month = !text_.token(at).begins_sentence && !text_.hyphen_after(at) &&
                               (at > 0 && !text_.token(at - 1).is_capitalised) &&
                               !(text_.is_word(at + 1) && text_.token(at + 1).is_capitalised);
    if (is_lone_month) {
      reading.month = month_at(at);
      add(at, at, at + 1, std::move(reading));
      return true;
    }
    return false;
  }

  bool read_number_date(std::uint32_t& at) {
    DateReading reading;
    auto const end = take_month_and_day(at, reading);
    if (end == at) {
      return false;
    }
    add(at, at, end, std::move(reading));
    return true;
  }

  bool read_iso(std::uint32_t& at) {
    auto const word = text_.word(at);
    if (word.size() != 10 || word[4] != '-' || word[7] != '-') {
      return false;
    }
    DateReading reading;
    reading.year = small_integer(word.substr(0, 4), 4);
    reading.month = small_integer(word.substr(5, 2), 2);
    reading.day = small_integer(word.substr(8, 2), 2);
    if (!reading.year || !reading.month || !reading.day || *reading.month < 1 || *reading.month > 12 || *reading.day < 1 ||
        *reading.day > 31) {
      return false;
    }
    add(at, at, at + 1, std::move(reading));
    return true;
  }

  bool read_year(std::uint32_t& at) {
    auto const year = year_at(at);
    if (!year || *year < 1500 || is_counted(at) || at == 0 || text_.is_sign(at - 1, "$")) {
      return false;
    }
    auto const is_wanted = text_.reads_any(at - 1, year_wanters) || text_.is_sign(at - 1, "(") ||
                           text_.is(at - 1, WordClass::Month) || text_.is_sign(at - 1, "-") ||
                           text_.is_sign(at - 1, "–");
    auto const follows_year =
      text_.reads(at - 1, "and") && !found_.empty() && found_.back().mention.tokens.end_token + 1 == at;
    // "bearing the date 1487": the number stands alone, with nothing after it to count.
    auto const stands_alone = text_.is_punctuation(at + 1) || at + 1 >= text_.size();
    if (!is_wanted && !follows_year && !stands_alone) {
      return false;
    }
    DateReading reading;
    reading.year = year;
    add(at, at, at + 1, std::move(reading));
    return true;
  }

  /// Whether "a.m." or "p.m." stands at `at`: minutes to add to a morning hour, none where neither does.
  [[nodiscard]] std::optional<bool> is_afternoon(std::uint32_t at) const {
    if (text_.reads(at, "a.m.") || text_.reads(at, "am") || text_.reads(at, "a.m")) {
      return false;
    }
    if (text_.reads(at, "p.m.") || text_.reads(at, "pm") || text_.reads(at, "p.m")) {
      return true;
    }
    return std::nullopt;
  }

  bool read_clock(std::uint32_t& at) {
    if (text_.is(at, WordClass::ClockWord)) {
      DateReading reading;
      reading.minute = text_.reads(at, "midnight") ? 0 : 12 * 60;
      add(at, at, at + 1, std::move(reading));
      return true;
    }
    if (!text_.is_number(at)) {
      return false;
    }
    auto const word = text_.word(at);
    auto const mark = word.find_first_of(":.");
    auto const hour = small_integer(word.substr(0, mark), 2);
    if (!hour || *hour > 24) {
      return false;
    }
    std::optional<int> minute = 0;
    if (mark != std::string_view::npos) {
      minute = word.size() == mark + 3 ? small_integer(word.substr(mark + 1), 2) : std::nullopt;
    }
    auto const afternoon = is_afternoon(at + 1);
    auto const has_colon = mark != std::string_view::npos && word[mark] == ':';
    if (!minute || *minute > 59 || (!afternoon && !has_colon)) {
      return false;
    }
    DateReading reading;
    auto const full_hour = !afternoon ? *hour : *hour % 12 + (*afternoon ? 12 : 0);
    reading.minute = full_hour * 60 + *minute;
    add(at, at, at + (afternoon ? 2 : 1), std::move(reading));
    return true;
  }

  bool read_relative(std::uint32_t& at) {
    if (!text_.is(at, WordClass::RelativeDate)) {
      return false;
    }
    auto end = at;
    if (text_.reads_any(at, single_days)) {
      end = at + 1;
    } else if (text_.reads_any(at, relative_openers) && text_.reads_any(at + 1, relative_units)) {
      end = at + 2;
    } else {
      return false;
    }
    DateReading reading;
    for (auto word = at; word < end; ++word) {
      reading.relative += (reading.relative.empty() ? "" : " ") + text_.lower(word);
    }
    add(at, at, end, std::move(reading));
    return true;
  }

  FactText& text_;
  std::vector<DateReading> found_;
};

}  // namespace

std::vector<DateReading> read_dates(FactText& text) {
  return DateReader{text}.read();
}

}  // namespace stemma
