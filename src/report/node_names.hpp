// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "stemma/model.hpp"

namespace stemma {

/// The names of a stemma's nodes in a report: a witness has its document's id, a lost source is lost-1, lost-2, …
/// A document of the story that is itself called lost-1 keeps its name; the lost source takes the next number.
[[nodiscard]] std::vector<std::string> node_names(Report const& report, Stemma const& stemma);

/// The outlets that printed one text, in the order of its documents, each once.
[[nodiscard]] std::vector<std::string> outlets_of(Report const& report, SameTexts const& same);

}  // namespace stemma
