// SPDX-License-Identifier: Apache-2.0
#include "report/main_tree.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "report/node_names.hpp"

namespace stemma {

namespace {

void choose_parents(MainTree& tree, Stemma const& stemma) {
  std::vector<StemmaEdge const*> best(tree.names.size(), nullptr);
  auto const rank = [&](StemmaEdge const& edge) {
    return std::make_tuple(-edge.share, -edge.confidence, std::cref(tree.names[index_of(edge.parent)]));
  };
  for (StemmaEdge const& edge : stemma.edges) {
    auto& chosen = best[index_of(edge.child)];
    if (chosen == nullptr || rank(edge) < rank(*chosen)) {
      chosen = &edge;
    }
  }
  for (std::size_t node = 0; node < best.size(); ++node) {
    if (best[node] != nullptr) {
      tree.parents[node] = index_of(best[node]->parent);
    }
  }
}

/// Cuts the tree open wherever following main sources comes back to where it began: then nothing below can loop.
void cut_loops(MainTree& tree) {
  std::size_t const count = tree.parents.size();
  std::vector<std::size_t> seen_from(count, count);
  for (std::size_t node = 0; node < count; ++node) {
    std::size_t at = node;
    while (seen_from[at] == count) {
      seen_from[at] = node;
      if (!tree.parents[at]) {
        break;
      }
      if (seen_from[*tree.parents[at]] == node) {
        tree.parents[at].reset();
        break;
      }
      at = *tree.parents[at];
    }
  }
}

/// Parents before children, in any order else.
std::vector<std::size_t> topological(MainTree const& tree, std::vector<std::size_t> const& roots) {
  std::vector<std::size_t> order = roots;
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto const& children = tree.children[order[i]];
    order.insert(order.end(), children.begin(), children.end());
  }
  return order;
}

void walk(MainTree& tree, std::vector<std::size_t> const& roots) {
  std::uint32_t group = 0;
  for (std::size_t const root : roots) {
    std::vector<std::size_t> stack = {root};
    while (!stack.empty()) {
      std::size_t const node = stack.back();
      stack.pop_back();
      tree.order.push_back(node);
      tree.groups[node] = group;
      tree.depths[node] = tree.parents[node] ? tree.depths[*tree.parents[node]] + 1 : 0;
      stack.insert(stack.end(), tree.children[node].rbegin(), tree.children[node].rend());
    }
    ++group;
  }
}

}  // namespace

MainTree main_tree_of(Report const& report, Stemma const& stemma) {
  MainTree tree;
  tree.names = node_names(report, stemma);
  std::size_t const count = tree.names.size();
  tree.times.resize(count);
  tree.parents.resize(count);
  tree.children.resize(count);
  tree.depths.resize(count);
  tree.groups.resize(count);
  choose_parents(tree, stemma);
  cut_loops(tree);

  std::vector<std::size_t> roots;
  for (std::size_t node = 0; node < count; ++node) {
    if (tree.parents[node]) {
      tree.children[*tree.parents[node]].push_back(node);
    } else {
      roots.push_back(node);
    }
  }
  for (std::size_t node = 0; node < stemma.witnesses.size(); ++node) {
    tree.times[node] = report.documents[index_of(stemma.witnesses[node])].published;
  }
  auto const parents_first = topological(tree, roots);
  for (auto node = parents_first.rbegin(); node != parents_first.rend(); ++node) {
    if (*node < stemma.witnesses.size()) {
      continue;
    }
    for (std::size_t const child : tree.children[*node]) {
      auto const& time = tree.times[child];
      if (time && (!tree.times[*node] || *time < *tree.times[*node])) {
        tree.times[*node] = time;
      }
    }
  }
  auto const is_older = [&](std::size_t left, std::size_t right) {
    auto const key = [&](std::size_t node) {
      auto const& time = tree.times[node];
      return std::make_tuple(!time, time.value_or(UtcTime{}), std::cref(tree.names[node]));
    };
    return key(left) < key(right);
  };
  std::sort(roots.begin(), roots.end(), is_older);
  for (auto& children : tree.children) {
    std::sort(children.begin(), children.end(), is_older);
  }
  walk(tree, roots);
  return tree;
}

bool is_main(MainTree const& tree, StemmaEdge const& edge) {
  return tree.parents[index_of(edge.child)] == index_of(edge.parent);
}

}  // namespace stemma
