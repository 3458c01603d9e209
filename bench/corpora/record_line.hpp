// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "bench/corpora/planted_corpus.hpp"

namespace stemma::bench {

/// Appends a document as one line of JSON: id, outlet, published, title, text.
void append_record(PlantedDocument const& document, Outlet const& outlet, std::string& lines);

/// Appends the truth about a group: a line for the story and a line for the trap.
void append_truth(PlantedStory const& story, PlantedTrap const& trap, std::string& lines);

}  // namespace stemma::bench
