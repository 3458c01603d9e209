// SPDX-License-Identifier: Apache-2.0
#include "trees/clock_times.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "trees/number_words.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t kHoursOfDay = 24;
constexpr std::uint32_t kMinutes = 60;

std::optional<std::uint32_t> whole(std::string_view digits, std::uint32_t below) {
  std::uint32_t value = 0;
  auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  bool const is_whole = read.ec == std::errc{} && read.ptr == digits.data() + digits.size() && value < below;
  return is_whole ? std::optional{value} : std::nullopt;
}

std::string folded(std::uint32_t hour, std::uint32_t minute) {
  auto const of_twelve = hour % 12 == 0 ? 12 : hour % 12;
  return std::to_string(of_twelve) + (minute < 10 ? ":0" : ":") + std::to_string(minute);
}

/// The words of a sentence from one place on; empty beyond its end.
class Words {
 public:
  Words(TokenText const& text, std::uint32_t t, std::uint32_t end) : text_{text}, t_{t}, end_{end} {}

  [[nodiscard]] std::string_view operator[](std::uint32_t i) const {
    return t_ + i < end_ ? text_.text_of(text_.tokens[t_ + i]) : std::string_view{};
  }

  [[nodiscard]] std::optional<std::uint32_t> number(std::uint32_t i, std::uint32_t below) const {
    auto const plain = plain_number((*this)[i]);
    return plain ? whole(*plain, below) : std::nullopt;
  }

 private:
  TokenText const& text_;
  std::uint32_t t_;
  std::uint32_t end_;
};

/// Tokens of "a.m." or "pm" at a place: one or, with signs apart, three; 0 where it does not stand there.
std::uint32_t half_of_day(Words const& words, std::uint32_t i) {
  auto const word = words[i];
  if (word == "am" || word == "pm" || word.starts_with("a.m") || word.starts_with("p.m")) {
    return 1;
  }
  return (word == "a" || word == "p") && words[i + 1] == "." && words[i + 2] == "m" ? 3 : 0;
}

struct Found {
  std::string time;
  std::uint32_t tokens = 0;
};

std::optional<Found> in_digits(Words const& words) {
  auto const word = words[0];
  auto const colon = word.find_first_of(":.");
  if (colon != std::string_view::npos && word.size() == colon + 3) {
    auto const hour = whole(word.substr(0, colon), kHoursOfDay);
    auto const minute = whole(word.substr(colon + 1), kMinutes);
    auto const half = half_of_day(words, 1);
    if (hour && minute && (word[colon] == ':' || half > 0)) {
      return Found{folded(*hour, *minute), 1 + half};
    }
  }
  auto const hour = words.number(0, kHoursOfDay);
  auto const half = half_of_day(words, 1);
  if (hour && half > 0) {
    return Found{folded(*hour, 0), 1 + half};
  }
  if (hour && (words[1] == "o'clock" || words[1] == "o’clock")) {
    return Found{folded(*hour, 0), 2};
  }
  return std::nullopt;
}

/// "ten past five", "a quarter to seven", "half past six".
std::optional<Found> in_words(Words const& words) {
  auto const minutes = words[0] == "half"      ? std::optional<std::uint32_t>{30}
                       : words[0] == "quarter" ? std::optional<std::uint32_t>{15}
                                               : words.number(0, 30);
  bool const is_to = words[1] == "to" && words[0] != "half";
  auto const hour = words.number(2, 13);
  if (!minutes || *minutes == 0 || !hour || *hour == 0 || !(is_to || words[1] == "past")) {
    return std::nullopt;
  }
  // "two to five" is a span, "five to ten" may be: only what is a common time of day is counted down to the hour
  if (is_to && *minutes % 5 != 0) {
    return std::nullopt;
  }
  return Found{is_to ? folded(*hour + 11, kMinutes - *minutes) : folded(*hour, *minutes), 3};
}

}  // namespace

std::optional<std::string> clock_time_at(
  TokenText const& text, std::uint32_t t, std::uint32_t end, std::uint32_t& after
) {
  Words const words{text, t, end};
  auto found = in_words(words);
  if (!found) {
    found = in_digits(words);
  }
  if (!found) {
    return std::nullopt;
  }
  after = std::min(end, t + found->tokens);
  return std::move(found->time);
}

}  // namespace stemma
