// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/telling.hpp"
#include "base/variation_unit.hpp"

namespace stemma {

/// Position of a site in the list of all sites of a story.
using SiteId = std::uint32_t;

/// What is compared with what. Sites of different families never share a slot.
enum class SiteFamily : std::uint8_t {
  Name,         ///< All places where a telling names one thing.
  Item,         ///< One mention of a name, number or date.
  Quote,        ///< One sentence of a quote.
  Speaker,      ///< Who says a quote.
  Attribution,  ///< Who says a statement, or how it became known.
  Modality,     ///< Whether a statement is hedged.
};

/// Something that a witness has and that may correspond to something in another witness.
struct Site {
  WitnessIndex witness = 0;
  SiteFamily family = SiteFamily::Item;
  VariationKind kind = VariationKind::Detail;
  bool kind_is_sure = true;        ///< False for a name of unknown type.
  std::uint32_t mention = 0;       ///< Index into Facts::mentions of the first mention; unused for Modality.
  std::vector<TokenRange> ranges;  ///< Sorted, at least one.
  std::string key;                 ///< Equal keys, same reading.
};

/// Two sites of different witnesses that stand at one place of the story.
struct Correspondence {
  SiteId left = 0;  ///< left < right
  SiteId right = 0;
  ChangeKind change = ChangeKind::Same;
  double confidence = 1;  ///< 0…1
};

/// One place of the story: the sites of all witnesses that stand there, and the correspondences that say so.
struct Slot {
  std::vector<SiteId> sites;          ///< Sorted.
  std::vector<Correspondence> links;  ///< Sorted by left, then right.
};

}  // namespace stemma
