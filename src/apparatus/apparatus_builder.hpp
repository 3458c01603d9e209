// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/facts.hpp"
#include "base/telling.hpp"
#include "base/variation_unit.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// Apparatus: here are the places where the tellings differ and who copied whom; what changed that matters, and where did it begin?
///
/// In    variation units and the stemma of one story.
/// Out   entries ranked by severity, each reading with its first carrier.
/// How   a changed fact above a changed word; one entry for one alteration however many copies carry it.
/// Cost  linear in the units.
class ApparatusBuilder {
 public:
  [[nodiscard]] std::vector<ApparatusEntry> build(
    StoryTellings const& story, std::span<Facts const> facts, std::span<VariationUnit const> units, Stemma const& stemma
  ) const;
};

}  // namespace stemma
