// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/facts.hpp"
#include "base/telling.hpp"
#include "stemma/place.hpp"

namespace stemma {

/// Which places do the tellings of a story name, and where on earth are they?
///
/// In    a story and its facts, as `FactReader` gives them.
/// Out   each place once, with the spans that name it; those that the gazetteer knows first, each sorted by name.
/// Cost  n log n in the mentions of places.
[[nodiscard]] std::vector<NamedPlace> named_places(StoryTellings const& story, std::span<Facts const> facts);

}  // namespace stemma
