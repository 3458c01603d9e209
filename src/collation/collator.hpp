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
/// How   each pair is compared by family (names, items, quotes, speakers, sources, hedges): what agrees is matched first,
///       and only what is then left over on both sides at one place can be a difference. The correspondences of all
///       pairs are joined into places, the surest first, so that no witness has two things at one place.
/// Cost  linear in the words and links of each pair, then n log n in the correspondences.
class Collator {
 public:
  [[nodiscard]] std::vector<VariationUnit> collate(
    StoryTellings const& story, std::span<Facts const> facts, std::span<PairAlignment const> alignments
  ) const;
};

}  // namespace stemma
