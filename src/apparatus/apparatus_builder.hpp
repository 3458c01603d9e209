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
/// How   a reading that its carrier did not find in its sources is a change; a changed fact weighs more than a changed word,
///       a change in copying more than a difference of independent tellings; one entry for one alteration however many
///       copies carry it, each reading with the telling at which it begins.
/// Cost  witnesses × edges for each unit at worst.
class ApparatusBuilder {
 public:
  [[nodiscard]] std::vector<ApparatusEntry> build(
    StoryTellings const& story, std::span<Facts const> facts, std::span<VariationUnit const> units, Stemma const& stemma
  ) const;
};

}  // namespace stemma
