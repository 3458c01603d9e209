// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "python/src/link_rows.hpp"
#include "python/src/part_rows.hpp"

namespace stemma::python {

/// Two documents that belong to one component, of the graph that `tag` names. `more` is the greater number.
struct Edge {
  std::uint32_t tag = 0;
  std::uint32_t more = 0;
  std::uint32_t less = 0;

  [[nodiscard]] friend auto operator<=>(Edge const&, Edge const&) = default;
};

constexpr std::uint32_t kStrongEdge = 0;  ///< What may be in one cluster.
constexpr std::uint32_t kKinEdge = 1;     ///< The same without what crowds have: their texts had better lie together.

/// To which component a document belongs, by its first document. For kin any number by which their texts are brought together.
using Label = Edge;

/// Two documents that are to be compared.
struct Suspect {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint32_t flags = 0;
};

constexpr std::uint32_t kIsCrowd = 1;       ///< Here for what they share in crowds.
constexpr std::uint32_t kHangTogether = 2;  ///< A cluster may hold both.
constexpr std::uint32_t kIsAcross = 4;      ///< The right text belongs to another cell.

/// The same components by the fewest edges, each to the first document of its component. Sorted.
[[nodiscard]] std::vector<Edge> contracted(std::vector<Edge> edges);

void put_edges(std::vector<Edge> const& edges, std::string& block, StepCounts& counts);

}  // namespace stemma::python
