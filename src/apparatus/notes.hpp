// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "apparatus/changes.hpp"
#include "base/facts.hpp"
#include "base/telling.hpp"

namespace stemma {

/// What the readings themselves tell of how they came about: "two digits have changed places", "no such place is known".
[[nodiscard]] std::optional<std::string> note_of(
  VariationUnit const& unit, std::span<Change const> changes, StoryTellings const& story, std::span<Facts const> facts
);

}  // namespace stemma
