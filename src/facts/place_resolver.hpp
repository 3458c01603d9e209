// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/facts.hpp"
#include "facts/gazetteer.hpp"

namespace stemma {

/// Which place do the tellings mean? Fills `Mention::place` of the place names of a story.
///
/// In    the names of all tellings of one story.
/// Out   spellings of one place have one place; is_exact is false where the gazetteer does not know the spelling.
/// How   spellings that are alike and never stand in one telling are joined; the candidates of all of them are weighed by how
///       near they lie to the other places of the story, by the countries and regions named, and a little by population.
/// Cost  names² × candidates, both bounded.
void resolve_places(Gazetteer const& gazetteer, std::vector<std::vector<Mention>>& names);

}  // namespace stemma
