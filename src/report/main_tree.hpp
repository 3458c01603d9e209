// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stemma/model.hpp"

namespace stemma {

/// A stemma reduced to one source for each telling, in the order in which it is drawn and read.
struct MainTree {
  std::vector<std::string> names;                   ///< By node.
  std::vector<std::optional<UtcTime>> times;        ///< By node; a lost source has that of its earliest descendant.
  std::vector<std::optional<std::size_t>> parents;  ///< By node: its main source.
  std::vector<std::vector<std::size_t>> children;   ///< By node, in reading order.
  std::vector<std::size_t> order;                   ///< All nodes: families together, oldest first.
  std::vector<std::uint32_t> depths;                ///< By node: steps from its root.
  std::vector<std::uint32_t> groups;                ///< By node: number of its root, from the top.
};

/// The main source of a telling is the edge with the largest share, then confidence, then the first by name.
[[nodiscard]] MainTree main_tree_of(Report const& report, Stemma const& stemma);

/// Whether an edge is the one that the main tree keeps for its child.
[[nodiscard]] bool is_main(MainTree const& tree, StemmaEdge const& edge);

}  // namespace stemma
