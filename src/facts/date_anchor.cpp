// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <utility>

#include "facts/date_grammar.hpp"

namespace stemma {

namespace {

using std::chrono::sys_days;

struct Anchors {
  std::optional<int> year;                          ///< Of dates that name none.
  std::optional<sys_days> day;                      ///< Of publication, the median of the story.
  std::array<std::optional<sys_days>, 8> weekdays;  ///< The day that the tellings call so most often.
  std::map<std::pair<int, int>, int> years;         ///< Of a month and day that some telling gives a year.
  int shift = 0;  ///< Days from the calendar's weekday to the tellings' own, where no year is known.
};

std::optional<sys_days> day_of(DateReading const& reading, std::optional<int> year) {
  if (!reading.month || !reading.day || (!reading.year && !year)) {
    return std::nullopt;
  }
  std::chrono::year_month_day const date{
    std::chrono::year{reading.year.value_or(year.value_or(0))},
    std::chrono::month{static_cast<unsigned>(*reading.month)}, std::chrono::day{static_cast<unsigned>(*reading.day)}};
  return date.ok() ? std::optional{sys_days{date}} : std::nullopt;
}

/// The commonest value; the smallest of those that are equally common.
template <typename Value>
std::optional<Value> commonest(std::map<Value, int> const& counts) {
  std::optional<Value> best;
  int most = 0;
  for (auto const& [value, count] : counts) {
    if (count > most) {
      best = value;
      most = count;
    }
  }
  return best;
}

std::optional<sys_days> median_day(StoryTellings const& story) {
  std::vector<sys_days> days;
  for (Telling const& telling : story.tellings) {
    if (telling.document->published) {
      days.push_back(std::chrono::floor<std::chrono::days>(*telling.document->published));
    }
  }
  if (days.empty()) {
    return std::nullopt;
  }
  std::sort(days.begin(), days.end());
  return days[(days.size() - 1) / 2];
}

using CalledDays = std::array<std::map<sys_days, int>, 8>;

/// Without publication times, the day that most tellings name with its weekday stands for them. The year may be wrong
/// then, so its weekday is taken from the tellings.
void find_reference_day(Anchors& anchors, CalledDays const& called) {
  if (anchors.day) {
    return;
  }
  int most = 0;
  for (std::size_t weekday = 1; weekday < called.size(); ++weekday) {
    for (auto const& [day, count] : called[weekday]) {
      if (count > most) {
        most = count;
        anchors.day = day;
        anchors.shift = static_cast<int>(weekday) - static_cast<int>(std::chrono::weekday{day}.iso_encoding());
      }
    }
  }
}

Anchors find_anchors(StoryTellings const& story, std::span<std::vector<DateReading> const> readings) {
  Anchors anchors;
  anchors.day = median_day(story);
  std::map<int, int> years;
  for (auto const& telling : readings) {
    for (DateReading const& reading : telling) {
      if (reading.year && reading.month && reading.day) {
        ++years[*reading.year];
      }
    }
  }
  for (auto const& telling : readings) {
    for (DateReading const& reading : telling) {
      if (reading.year && reading.month && reading.day) {
        anchors.years.try_emplace({*reading.month, *reading.day}, *reading.year);
      }
    }
  }
  anchors.year = commonest(years);
  if (anchors.day) {
    anchors.year = static_cast<int>(std::chrono::year_month_day{*anchors.day}.year());
  }
  CalledDays called;
  for (auto const& telling : readings) {
    for (DateReading const& reading : telling) {
      // Without any year the days are still told apart by a leap year that stands for all.
      auto const day = reading.weekday ? day_of(reading, anchors.year.value_or(2000)) : std::nullopt;
      if (day) {
        ++called[static_cast<std::size_t>(*reading.weekday)][*day];
      }
    }
  }
  for (std::size_t weekday = 1; weekday < called.size(); ++weekday) {
    anchors.weekdays[weekday] = commonest(called[weekday]);
  }
  find_reference_day(anchors, called);
  return anchors;
}

/// The day so called that is nearest to the day of publication, a past one before one to come.
sys_days nearest(sys_days anchor, int weekday, int shift) {
  auto const of_anchor = static_cast<int>(std::chrono::weekday{anchor}.iso_encoding()) + shift;
  auto const back = (of_anchor - weekday + 14) % 7;
  return back <= 4 ? anchor - std::chrono::days{back} : anchor + std::chrono::days{7 - back};
}

std::string two_digits(int value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

std::string key_of(sys_days day, bool with_year) {
  std::chrono::year_month_day const date{day};
  auto const rest = two_digits(static_cast<int>(static_cast<unsigned>(date.month()))) + "-" +
                    two_digits(static_cast<int>(static_cast<unsigned>(date.day())));
  return with_year ? std::to_string(static_cast<int>(date.year())) + "-" + rest : rest;
}

double number_of(sys_days day) {
  return static_cast<double>(day.time_since_epoch().count());
}

void anchor_one(DateReading& reading, Anchors const& anchors) {
  Mention& mention = reading.mention;
  if (reading.minute) {
    mention.unit = "minute";
    mention.value = *reading.minute / 1440.0;
    mention.key = two_digits(*reading.minute / 60) + ":" + two_digits(*reading.minute % 60);
  } else if (!reading.relative.empty()) {
    mention.unit = "relative";
    mention.key = reading.relative;
  } else if (reading.month && reading.day) {
    auto const known = anchors.years.find({*reading.month, *reading.day});
    auto const year = reading.year                   ? reading.year
                      : known != anchors.years.end() ? std::optional{known->second}
                                                     : anchors.year;
    auto const day = day_of(reading, year.value_or(2000));
    mention.unit = "day";
    mention.key = day ? key_of(*day, year.has_value()) : two_digits(*reading.month) + "-" + two_digits(*reading.day);
    mention.value = day && year ? number_of(*day) : 0;
  } else if (reading.month) {
    mention.unit = "month";
    mention.key = (reading.year ? std::to_string(*reading.year) + "-" : "month ") + two_digits(*reading.month);
  } else if (reading.year) {
    mention.unit = "year";
    mention.key = std::to_string(*reading.year);
    mention.value = number_of(sys_days{std::chrono::year{*reading.year} / 1 / 1});
  } else if (reading.weekday) {
    auto day = anchors.weekdays[static_cast<std::size_t>(*reading.weekday)];
    if (!day && anchors.day) {
      day = nearest(*anchors.day, *reading.weekday, anchors.shift);
    }
    mention.unit = "weekday";
    mention.key = day ? key_of(*day, anchors.year.has_value()) : "weekday " + std::to_string(*reading.weekday);
    mention.value = day && anchors.year ? number_of(*day) : 0;
  }
}

}  // namespace

void anchor_dates(StoryTellings const& story, std::span<std::vector<DateReading>> readings) {
  auto const anchors = find_anchors(story, std::span<std::vector<DateReading> const>{readings.data(), readings.size()});
  for (auto& telling : readings) {
    for (DateReading& reading : telling) {
      anchor_one(reading, anchors);
    }
  }
}

}  // namespace stemma
