// SPDX-License-Identifier: Apache-2.0
#include "cli/gist_words.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace stemma::cli {

namespace {

std::string with_commas(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4) {
    digits.insert(digits.size() - from_end, 1, ',');
  }
  return digits;
}

}  // namespace

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return with_commas(count) + " " + std::string{count == 1 ? one : many};
}

double as_shown(double probability) {
  double const carried = std::round(std::clamp(probability, 0.0, 1.0) * 1e4) / 1e4;
  return std::round(carried * 100) / 100;
}

std::string two_decimals(double probability) {
  double const carried = std::round(std::clamp(probability, 0.0, 1.0) * 1e4) / 1e4;
  if (carried < 0.01) {
    return "under 0.01";
  }
  std::array<char, 16> number{};
  // 0.996 must not read as certainty.
  static_cast<void>(
    std::snprintf(number.data(), number.size(), "%.2f", carried < 1 ? std::min(as_shown(carried), 0.99) : 1.0)
  );
  return number.data();
}

std::string sureness(double confidence) {
  double const shown = as_shown(confidence);
  char const* word = shown >= 0.95   ? "almost certain"
                     : shown >= 0.75 ? "likely"
                     : shown >= 0.55 ? "leaning"
                                     : "cannot tell";
  return std::string{word} + " " + two_decimals(confidence);
}

std::string leaning_share(double share) {
  long const percent = std::lround(std::clamp(share, 0.0, 1.0) * 100);
  return std::to_string(percent) + " % of it";
}

std::string moment(std::optional<UtcTime> const& time) {
  if (!time) {
    return "no time given";
  }
  constexpr std::array<char const*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const day = std::chrono::floor<std::chrono::days>(*time);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const clock{*time - day};
  std::array<char, 64> text{};
  static_cast<void>(std::snprintf(
    text.data(), text.size(), "%2u %s %d %02d:%02d", static_cast<unsigned>(date.day()),
    kMonths.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
    static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count())
  ));
  return text.data();
}

}  // namespace stemma::cli
