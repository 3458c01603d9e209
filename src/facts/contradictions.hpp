// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/facts.hpp"
#include "base/telling.hpp"
#include "facts/date_grammar.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// Where does one telling disagree with itself?
///
/// In    its dates, anchored, and its numbers, in the order of the text.
/// Out   pairs of places in that order. Only what no reading of the words can reconcile: round figures and "about" are let pass.
/// How   a weekday against the calendar ("Tuesday, April 15, 2026"), a total against its parts ("12 people: five men and
///       six women"), a stretch of time against the dates that bound it ("four years, from 2019 to 2021").
/// Cost  linear in dates and numbers, but for those of one sentence.
[[nodiscard]] std::vector<SelfContradiction> find_contradictions(
  FactText const& text, Telling const& telling, std::span<DateReading const> dates, std::span<Mention const> numbers
);

}  // namespace stemma
