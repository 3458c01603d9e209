// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"
#include "facts/speakers.hpp"

namespace stemma {

/// Who says it, or how it became known: the attributions of one telling outside its quotes, in order, without overlap.
///
/// In    names, quotes and the verbs that introduce quotes (these attribute the quote, not a statement).
/// Out   mentions of at most 14 tokens; source_kind is "leak", "satellite", "document", "report", "anonymous", "official"
///       or "said"; the key joins it with the speaker.
/// How   "according to S"; a verb of saying with its subject; a document with a verb of showing or with how it came to
///       light ("obtained by", "handed to"); people "familiar with" or "close to" something.
/// Cost  linear, with a window of words around each of these.
[[nodiscard]] std::vector<Mention> read_attributions(
  FactText const& text, SpeakerFinder const& speakers, std::vector<SpeakerFinder::QuoteSpeaker> const& of_quotes
);

}  // namespace stemma
