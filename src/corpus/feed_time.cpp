// SPDX-License-Identifier: Apache-2.0
#include "corpus/feed_time.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "corpus/text_form.hpp"

namespace stemma {

namespace {

using namespace std::string_view_literals;

constexpr std::array kMonths{"jan"sv, "feb"sv, "mar"sv, "apr"sv, "may"sv, "jun"sv,
                             "jul"sv, "aug"sv, "sep"sv, "oct"sv, "nov"sv, "dec"sv};

struct Zone {
  std::string_view name;
  int hours;
};

constexpr std::array kZones{Zone{"ut", 0},   Zone{"utc", 0},  Zone{"gmt", 0},  Zone{"z", 0},    Zone{"est", -5},
                            Zone{"edt", -4}, Zone{"cst", -6}, Zone{"cdt", -5}, Zone{"mst", -7}, Zone{"mdt", -6},
                            Zone{"pst", -8}, Zone{"pdt", -7}, Zone{"bst", 1},  Zone{"cet", 1},  Zone{"cest", 2}};

std::optional<int> number(std::string_view digits) {
  int value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  bool const is_number = error == std::errc{} && end == digits.data() + digits.size() && !digits.empty();
  return is_number && digits.front() != '-' ? std::optional{value} : std::nullopt;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    auto const begin = text.find_first_not_of(" \t\r\n,", at);
    if (begin == std::string_view::npos) {
      break;
    }
    auto const end = std::min(text.find_first_of(" \t\r\n,", begin), text.size());
    words.push_back(lower(text.substr(begin, end - begin)));
    at = end;
  }
  return words;
}

std::optional<std::chrono::minutes> offset_of(std::string_view zone) {
  if (zone.size() >= 5 && (zone.front() == '+' || zone.front() == '-')) {
    auto const hours = number(zone.substr(1, 2));
    auto const minutes = number(zone.substr(zone[3] == ':' ? 4 : 3));
    if (!hours || !minutes || *hours > 15 || *minutes > 59) {
      return {};
    }
    std::chrono::minutes const offset{*hours * 60 + *minutes};
    return zone.front() == '-' ? -offset : offset;
  }
  for (auto const& known : kZones) {
    if (known.name == zone) {
      return std::chrono::hours{known.hours};
    }
  }
  return {};
}

std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
  auto const first = text.find(':');
  if (first == std::string_view::npos) {
    return {};
  }
  auto const second = std::min(text.find(':', first + 1), text.size());
  auto const hours = number(text.substr(0, first));
  auto const minutes = number(text.substr(first + 1, second - first - 1));
  auto const seconds = second < text.size() ? number(text.substr(second + 1)) : 0;
  if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60) {
    return {};
  }
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{std::min(*seconds, 59)};
}

std::optional<unsigned> month_of(std::string_view word) {
  for (unsigned month = 0; month < kMonths.size(); ++month) {
    if (word.starts_with(kMonths[month])) {
      return month + 1;
    }
  }
  return {};
}

/// A year of two digits is taken as RFC 2822 says.
std::optional<int> year_of(std::string_view word) {
  auto const year = number(word);
  if (!year || (word.size() != 4 && word.size() != 2)) {
    return {};
  }
  return word.size() == 4 ? *year : *year + (*year < 50 ? 2000 : 1900);
}

}  // namespace

std::optional<StatedTime> read_feed_time(std::string_view written) {
  if (auto const time = read_time(trimmed(written))) {
    return time;
  }
  auto const words = words_of(written);
  std::size_t at = !words.empty() && !number(words[0]) ? 1 : 0;  // the day of the week
  if (words.size() < at + 3) {
    return {};
  }
  auto const day = number(words[at]);
  auto const month = month_of(words[at + 1]);
  auto const year = year_of(words[at + 2]);
  if (!day || !month || !year || *day < 1) {
    return {};
  }
  std::chrono::year_month_day const date{
    std::chrono::year{*year}, std::chrono::month{*month}, std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) {
    return {};
  }
  StatedTime stated{UtcTime{std::chrono::sys_days{date}}, TimePrecision::Day};
  if (words.size() > at + 3) {
    auto const time = time_of_day(words[at + 3]);
    if (!time) {
      return {};
    }
    auto const offset =
      words.size() > at + 4 ? offset_of(words[at + 4]) : std::optional<std::chrono::minutes>{std::chrono::minutes{0}};
    if (!offset) {
      return {};
    }
    stated = {stated.time + *time - *offset, TimePrecision::Second};
  }
  return is_plausible(stated.time) ? std::optional{stated} : std::nullopt;
}

}  // namespace stemma
