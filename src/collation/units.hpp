// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/variation_unit.hpp"
#include "collation/compare.hpp"
#include "collation/presence.hpp"
#include "collation/slots.hpp"

namespace stemma {

/// What the making of units looks at.
struct UnitSources {
  std::span<WitnessView const> views;
  SiteTable const& table;
  Presence const& presence;
  std::span<Projection const> projections;
};

/// One unit for each slot that tells something: readings by what agrees, spans, who leaves it out, who lacks the place.
[[nodiscard]] std::vector<VariationUnit> units_of(std::span<Slot const> slots, UnitSources const& sources);

/// One alteration that shows at several places of a telling is one unit; additions in one clause are one addition.
[[nodiscard]] std::vector<VariationUnit> merge_units(std::vector<VariationUnit> units, UnitSources const& sources);

/// Items that stand side by side and change together are one unit: "Tuesday, September 29" against "Sunday, September 27".
void merge_neighbours(std::vector<VariationUnit>& units);

/// Only what a reader can recognise elsewhere is known again by its key: names, numbers, dates.
[[nodiscard]] bool has_telling_key(VariationUnit const& unit);

/// What only some tellings have is an addition where others have the place, say nothing of the kind elsewhere, and a reader
/// could look it up.
void settle_additions(std::span<VariationUnit> units, UnitSources const& sources);

/// Additions whose carriers have them in one sentence are one; its spans are the clauses.
void merge_additions(std::vector<VariationUnit>& units, UnitSources const& sources);

/// How unlikely it is that two writers hit on the minority reading of such a unit independently, 0…1.
[[nodiscard]] double surprise_of(VariationUnit const& unit, std::size_t witnesses);

}  // namespace stemma
