// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/facts.hpp"
#include "base/pair_alignment.hpp"
#include "base/telling.hpp"
#include "base/variation_unit.hpp"

namespace stemma {

/// What is known of one story before its stemma is drawn. Spans are in the order of the tellings.
struct StoryEvidence {
  StoryTellings const& story;
  std::span<Facts const> facts;
  std::span<PairAlignment const> alignments;
  std::span<VariationUnit const> units;
};

}  // namespace stemma
