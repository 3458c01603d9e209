// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// No attribution is longer.
inline constexpr std::uint32_t most_attribution_tokens = 14;

/// The finds of one telling, in any order, as attributions: what overlaps or stands side by side is one, and the longer names
/// it better. `kinds_of_speakers` goes with `found`.
[[nodiscard]] std::vector<Mention> join_attributions(
  FactText const& text, std::span<Mention const> found, std::span<MentionKind const> kinds_of_speakers
);

}  // namespace stemma
