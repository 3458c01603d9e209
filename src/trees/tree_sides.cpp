// SPDX-License-Identifier: Apache-2.0
#include "trees/tree_sides.hpp"

#include <cstddef>

namespace stemma {

TreeSides::TreeSides(FamilyGrowth const& growth) : ranges_(growth.near().size()), above_(growth.near().size(), 0) {
  auto const& near = growth.near();
  std::vector<bool> is_seen(near.size(), false);
  FamilyNode start = 0;
  while (!growth.is_there(start)) {
    ++start;
  }
  std::vector<FamilyNode> order{start};
  is_seen[start] = true;
  above_[start] = start;
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (auto const next : near[order[i]]) {
      if (!is_seen[next]) {
        is_seen[next] = true;
        above_[next] = order[i];
        order.push_back(next);
      }
    }
  }
  std::vector<std::uint32_t> sizes(near.size(), 1);
  for (std::size_t i = order.size() - 1; i > 0; --i) {
    sizes[above_[order[i]]] += sizes[order[i]];
  }
  std::vector<std::uint32_t> next(near.size(), 0);
  ranges_[start] = {0, sizes[start]};
  next[start] = 1;
  for (std::size_t i = 1; i < order.size(); ++i) {
    auto const node = order[i];
    auto const parent = above_[node];
    ranges_[node] = {next[parent], next[parent] + sizes[node]};
    next[parent] += sizes[node];
    next[node] = ranges_[node].begin + 1;
  }
}

bool TreeSides::is_below(FamilyNode node, FamilyNode top) const {
  return ranges_[top].begin <= ranges_[node].begin && ranges_[node].begin < ranges_[top].end;
}

bool TreeSides::is_behind(FamilyNode from, FamilyNode over, FamilyNode node) const {
  return above_[over] == from && over != from ? is_below(node, over) : !is_below(node, from);
}

}  // namespace stemma
