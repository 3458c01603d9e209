// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/facts.hpp"
#include "base/pair_alignment.hpp"
#include "base/telling.hpp"
#include "base/variation_unit.hpp"

namespace stemma {

/// Collation: here are all tellings of a story, at which places do they differ, and what has each there?
///
/// In    the tellings, their facts, and the alignments of their pairs.
/// Out   variation units over all witnesses at once; the same for every order of the witnesses.
/// How   mentions and words that stand at aligned places form one unit; best links first, guarded by kind.
/// Cost  n log n in the links.
class Collator {
 public:
  [[nodiscard]] std::vector<VariationUnit> collate(
    StoryTellings const& story, std::span<Facts const> facts, std::span<PairAlignment const> alignments
  ) const;
};

}  // namespace stemma
