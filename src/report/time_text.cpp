// SPDX-License-Identifier: Apache-2.0
#include "report/time_text.hpp"

#include <array>
#include <chrono>
#include <string_view>

namespace stemma {

namespace {

constexpr std::array<std::string_view, 12> MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> WEEKDAYS = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::chrono::year_month_day date_of(UtcTime time) {
  return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(time)};
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  if (digits.size() < width) {
    digits.insert(0, width - digits.size(), '0');
  }
  if (value < 0) {
    digits.insert(digits.begin(), '-');
  }
  return digits;
}

}  // namespace

std::string clock_text(UtcTime time) {
  std::chrono::hh_mm_ss const clock{time - std::chrono::floor<std::chrono::days>(time)};
  return padded(clock.hours().count(), 2) + ":" + padded(clock.minutes().count(), 2);
}

std::string iso_text(UtcTime time) {
  auto const date = date_of(time);
  std::chrono::hh_mm_ss const clock{time - std::chrono::floor<std::chrono::days>(time)};
  return padded(int{date.year()}, 4) + "-" + padded(unsigned{date.month()}, 2) + "-" + padded(unsigned{date.day()}, 2) +
         "T" + clock_text(time) + ":" + padded(clock.seconds().count(), 2) + "Z";
}

std::string day_text(UtcTime time) {
  auto const date = date_of(time);
  return std::to_string(unsigned{date.day()}) + " " + std::string{MONTHS[unsigned{date.month()} - 1]};
}

std::string weekday_text(UtcTime time) {
  std::chrono::weekday const day{std::chrono::floor<std::chrono::days>(time)};
  return std::string{WEEKDAYS[day.c_encoding()]} + " " + day_text(time);
}

std::string year_text(UtcTime time) {
  return padded(int{date_of(time).year()}, 4);
}

}  // namespace stemma
