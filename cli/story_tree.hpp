// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "stemma/model.hpp"

namespace stemma::cli {

/// A story's stemma as a list of lines: families together, oldest first. Letters and order are those of the page.
struct StoryTree {
  std::vector<std::string> sigla;             ///< By node: A, B, …; a Greek letter for a lost source.
  std::vector<StemmaEdge const*> main_edges;  ///< By node: the edge to its main source, where it has one.
  std::vector<std::size_t> order;             ///< All nodes, parents before their children.
  std::vector<std::string> branches;          ///< By node: the lines that lead to it, "│  └─ ".
};

[[nodiscard]] StoryTree story_tree_of(Report const& report, Story const& story);

}  // namespace stemma::cli
