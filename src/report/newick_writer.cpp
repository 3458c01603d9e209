// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/graph_writers.hpp"
#include "report/node_names.hpp"

namespace stemma {

namespace {

/// A name between single quotation marks, which are doubled within; line ends become spaces.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (char const c : text) {
    out += c == '\'' ? "''" : std::string(1, static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  }
  return out + "'";
}

/// A comment ends at the first closing bracket.
std::string in_comment(std::string_view text) {
  std::string out;
  for (char const c : text) {
    out += c == '[' ? '(' : c == ']' ? ')' : static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

struct Tree {
  std::vector<std::vector<std::size_t>> children;
  std::vector<std::size_t> parents;  ///< How many each has.
};

Tree tree_of(Stemma const& stemma) {
  auto const nodes = stemma.witnesses.size() + stemma.lost_sources;
  Tree tree{std::vector<std::vector<std::size_t>>(nodes), std::vector<std::size_t>(nodes, 0)};
  for (StemmaEdge const& edge : stemma.edges) {
    tree.children[index_of(edge.parent)].push_back(index_of(edge.child));
    ++tree.parents[index_of(edge.child)];
  }
  return tree;
}

/// Without recursion: a chain of copies may be as deep as the story has tellings.
void write_tree(Tree const& tree, std::size_t root, std::vector<std::string> const& names, std::ostream& out) {
  std::vector<std::pair<std::size_t, std::size_t>> open{{root, 0}};  // node, children written
  while (!open.empty()) {
    auto& [node, written] = open.back();
    auto const& children = tree.children[node];
    if (written < children.size()) {
      out << (written == 0 ? "(" : ",");
      auto const next = children[written++];
      open.emplace_back(next, 0);
      continue;
    }
    out << (children.empty() ? "" : ")") << quoted(names[node]);
    open.pop_back();
  }
  out << ";\n";
}

}  // namespace

void NewickWriter::write(Report const& report, std::ostream& out) const {
  for (Story const& story : report.stories) {
    auto const tree = tree_of(story.stemma);
    bool const is_tree = std::ranges::all_of(tree.parents, [](std::size_t count) { return count <= 1; });
    out << '[' << in_comment(story.title) << (is_tree ? "]\n" : ": no tree, for a telling has several sources]\n");
    if (!is_tree) {
      continue;
    }
    auto const names = node_names(report, story.stemma);
    for (std::size_t node = 0; node < names.size(); ++node) {
      if (tree.parents[node] == 0) {
        write_tree(tree, node, names, out);
      }
    }
  }
}

}  // namespace stemma
