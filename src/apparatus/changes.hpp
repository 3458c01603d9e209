// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "apparatus/lineage.hpp"
#include "base/variation_unit.hpp"

namespace stemma {

/// How two readings came to stand against each other.
enum class ChangeRoute {
  FromParent,     ///< A telling has another reading than those it was taken from.
  BesideLost,     ///< Two tellings from one lost source differ: one of them changed it.
  AcrossOrigins,  ///< Tellings that do not lean on each other differ.
};

/// A telling whose reading is not that of its sources.
struct Change {
  WitnessIndex witness = 0;      ///< Who changed it.
  WitnessIndex source = 0;       ///< From whose reading.
  std::size_t from_reading = 0;  ///< Index into VariationUnit::readings.
  std::size_t to_reading = 0;
  ChangeRoute route = ChangeRoute::FromParent;
  double certainty = 1;  ///< That the edge is right, 0…1.
};

[[nodiscard]] std::set<WitnessIndex> carriers_of(UnitReading const& reading);

/// By witness: whether it has the place of a unit, with whatever reading.
[[nodiscard]] std::vector<char> witnesses_with_place(VariationUnit const& unit, std::size_t witnesses);

/// Sources and hedges are put in many words: where two tellings come to like readings without one having it from the
/// other, these are two readings, each with its own beginning. Other units are returned as they are.
[[nodiscard]] VariationUnit split_by_descent(VariationUnit unit, Lineage const& lineage, std::size_t witnesses);

/// All changes of a unit along the stemma; where there is none, the disagreement of its origins.
[[nodiscard]] std::vector<Change> changes_of(VariationUnit const& unit, Lineage const& lineage, std::size_t witnesses);

}  // namespace stemma
