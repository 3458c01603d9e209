// SPDX-License-Identifier: Apache-2.0
#include "corpus/utc_time.hpp"

#include <chrono>
#include <cstddef>

#include "corpus/text_form.hpp"

namespace stemma {

namespace {

constexpr int kFirstYear = 1400;
constexpr int kLastYear = 2200;
constexpr std::chrono::minutes kWidestOffset{18 * 60};

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// Takes the pieces of a written time off its front.
class TimeScanner {
 public:
  explicit TimeScanner(std::string_view written) : rest_{written} {}

  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

  [[nodiscard]] bool take(std::string_view accepted) {
    if (rest_.empty() || accepted.find(rest_.front()) == std::string_view::npos) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  [[nodiscard]] bool take_word(std::string_view word) {
    if (!rest_.starts_with(word)) {
      return false;
    }
    rest_.remove_prefix(word.size());
    return true;
  }

  /// Exactly `count` digits.
  [[nodiscard]] std::optional<int> take_number(std::size_t count) {
    if (rest_.size() < count) {
      return {};
    }
    int value = 0;
    for (char const c : rest_.substr(0, count)) {
      if (!is_digit(c)) {
        return {};
      }
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  void skip_digits() {
    while (!rest_.empty() && is_digit(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }

  void skip_spaces() {
    while (!rest_.empty() && rest_.front() == ' ') {
      rest_.remove_prefix(1);
    }
  }

  [[nodiscard]] bool at_digit() const noexcept { return !rest_.empty() && is_digit(rest_.front()); }

 private:
  std::string_view rest_;
};

std::optional<std::chrono::sys_days> take_date(TimeScanner& scanner) {
  auto const year = scanner.take_number(4);
  bool const has_dash = scanner.take("-");
  auto const month = scanner.take_number(2);
  if (has_dash && !scanner.take("-")) {
    return {};
  }
  auto const day = scanner.take_number(2);
  if (!year || !month || !day) {
    return {};
  }
  std::chrono::year_month_day const date{
    std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
    std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) {
    return {};
  }
  return std::chrono::sys_days{date};
}

std::optional<std::chrono::seconds> take_clock(TimeScanner& scanner) {
  auto const hour = scanner.take_number(2);
  bool const has_colon = scanner.take(":");
  auto const minute = scanner.take_number(2);
  if (!hour || !minute || *hour > 24 || *minute > 59) {
    return {};
  }
  std::optional<int> second = 0;
  if (has_colon ? scanner.take(":") : scanner.at_digit()) {
    second = scanner.take_number(2);
    if (!second || *second > 60) {
      return {};
    }
    if (scanner.take(".,")) {
      scanner.skip_digits();
    }
  }
  if (*hour == 24 && (*minute != 0 || *second != 0)) {
    return {};
  }
  int const whole_second = *second == 60 ? 59 : *second;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{whole_second};
}

/// What has to be added to UTC to get the written time.
std::optional<std::chrono::minutes> take_offset(TimeScanner& scanner) {
  scanner.skip_spaces();
  if (scanner.at_end() || scanner.take("Zz") || scanner.take_word("UTC") || scanner.take_word("GMT")) {
    return std::chrono::minutes{0};
  }
  bool const is_west = scanner.take("-");
  if (!is_west && !scanner.take("+")) {
    return {};
  }
  auto const hours = scanner.take_number(2);
  static_cast<void>(scanner.take(":"));
  auto const minutes = scanner.at_end() ? std::optional<int>{0} : scanner.take_number(2);
  if (!hours || !minutes || *minutes > 59) {
    return {};
  }
  std::chrono::minutes const offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  if (offset > kWidestOffset) {
    return {};
  }
  return is_west ? -offset : offset;
}

std::optional<StatedTime> if_plausible(UtcTime time, TimePrecision precision) {
  return is_plausible(time) ? std::optional{StatedTime{time, precision}} : std::nullopt;
}

}  // namespace

bool is_plausible(UtcTime time) {
  // Compared as seconds: a calendar conversion of an absurd time would overflow.
  constexpr std::chrono::sys_days first{std::chrono::year{kFirstYear} / 1 / 1};
  constexpr std::chrono::sys_days end{std::chrono::year{kLastYear + 1} / 1 / 1};
  return time >= first && time < end;
}

std::optional<StatedTime> read_time(std::string_view written) {
  TimeScanner scanner{trimmed(written)};
  auto const date = take_date(scanner);
  if (!date) {
    return {};
  }
  if (scanner.at_end()) {
    return if_plausible(*date, TimePrecision::Day);
  }
  if (!scanner.take("Tt ") && !scanner.at_digit()) {
    return {};
  }
  auto const clock = take_clock(scanner);
  if (!clock) {
    return {};
  }
  auto const offset = take_offset(scanner);
  if (!offset || !scanner.at_end()) {
    return {};
  }
  return if_plausible(*date + *clock - *offset, TimePrecision::Second);
}

std::optional<StatedTime> time_from_epoch(std::int64_t seconds) {
  return if_plausible(UtcTime{std::chrono::seconds{seconds}}, TimePrecision::Second);
}

}  // namespace stemma
