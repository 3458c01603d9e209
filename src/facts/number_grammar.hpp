// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// Numbers of one telling: how many, how much, how old, which one; tokens that are taken already (dates, names) are not.
///
/// Out   mentions that cover the number with its currency sign, scale word and percent sign; `unit` is what is counted;
///       the key is the value with a class of units, so that "1,140 people" and "1,140 residents" say the same.
/// How   digits with separators, spelled cardinals, ordinals, fractions, scale words and "dozen" joined by a small grammar;
///       the bound ("more than", "some", "up to") stands before the number; the unit is the first plural noun after it.
/// Cost  linear: at most eight words are looked at around each number.
[[nodiscard]] std::vector<Mention> read_numbers(FactText& text);

}  // namespace stemma
