// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/facts.hpp"
#include "facts/fact_text.hpp"
#include "facts/name_scanner.hpp"

namespace stemma {

/// Whether a gazetteer knows a place of this name, 0 (no) … 1 (a place that everybody knows).
using PlaceKnowledge = std::function<double(std::string_view folded)>;

/// The names of all tellings of a story, decided together.
///
/// In    the tellings' words; `is_place` may be empty.
/// Out   for each telling its names as mentions with kind and key, in order.
/// How   a capital that only ever begins sentences is no name; what the words around and within a name say for its kind is
///       added up over all tellings; a garbled spelling that is met too seldom takes the kind of the name it is like; a
///       short form joins the full name of its telling, else of the story ("Vujicin" → "vujicin dragana").
/// Cost  linear in the text, and doubtful names × names.
[[nodiscard]] std::vector<std::vector<Mention>> decide_names(std::span<FactText> texts, PlaceKnowledge const& is_place);

/// The family name of a person's key, the whole key of anything else.
[[nodiscard]] std::string short_key(Mention const& name);

}  // namespace stemma
