// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/facts.hpp"
#include "base/telling.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// A date as written: what is said is there, the rest is found later.
struct DateReading {
  Mention mention;  ///< Kind, tokens and sentence.
  std::optional<int> year;
  std::optional<int> month;    ///< 1…12
  std::optional<int> day;      ///< 1…31
  std::optional<int> weekday;  ///< 1 (Monday) … 7
  std::optional<int> minute;   ///< Of the day, for a clock time.
  std::string relative;        ///< "last week", "yesterday", in lower case; empty for others.
};

/// Dates and clock times of one telling, in order; their tokens are taken.
///
/// How   month names with day and year in either order, weekdays alone or before a date, ISO dates, years after a word
///       that wants one, clock times with or without a.m./p.m., noon, midnight, and a list of relative expressions.
/// Cost  linear.
[[nodiscard]] std::vector<DateReading> read_dates(FactText& text);

/// Gives the readings of all tellings of a story their keys, values and granularities.
///
/// How   the year that a date leaves out is that of the publication or of the dates around it, for the story as a whole;
///       a weekday alone is the day that some telling calls so ("Tuesday, April 14"), else the nearest one to the day of
///       publication. "April 14", "14 April" and "Apr. 14" have one key, as have "9:15 p.m." and "21:15".
void anchor_dates(StoryTellings const& story, std::span<std::vector<DateReading>> readings);

}  // namespace stemma
