// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"
#include "facts/speakers.hpp"

namespace stemma {

/// Hedges and negations of one telling outside its quotes, in order.
///
/// Out   a mention a phrase ("may have", "is expected to", "nobody has established"); the key is its class: "possible",
///       "probable", "reported", "preliminary", "expected", "apparent", "unknown", "limit"; of a negation "not".
/// How   a list of words with conditions on their neighbours, and a list of phrases.
/// Cost  linear.
[[nodiscard]] std::vector<Mention> read_modality(FactText const& text, SpeakerFinder const& speakers);

}  // namespace stemma
