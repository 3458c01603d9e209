// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "report/graph_writers.hpp"
#include "report/node_names.hpp"
#include "report/number_text.hpp"
#include "report/time_text.hpp"

namespace stemma {

namespace {

/// A string of the DOT language. Graphviz reads "\n" as a new line, so a backslash is written twice; line ends become spaces.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

/// As it stands in a label, to be followed by a line end of the label.
std::string in_label(std::string_view text) {
  auto const whole = quoted(text);
  return whole.substr(1, whole.size() - 2);
}

std::string node_id(std::size_t story, NodeId node) {
  return "s" + std::to_string(story) + "n" + std::to_string(index_of(node));
}

void write_nodes(Report const& report, std::size_t s, std::ostream& out) {
  Stemma const& stemma = report.stories[s].stemma;
  auto const names = node_names(report, stemma);
  for (std::size_t node = 0; node < names.size(); ++node) {
    auto const id = node_id(s, NodeId{static_cast<std::uint32_t>(node)});
    if (node >= stemma.witnesses.size()) {
      out << "    " << id << " [label=" << quoted(names[node]) << ", style=dashed];\n";
      continue;
    }
    Document const& document = report.documents[index_of(stemma.witnesses[node])];
    out << "    " << id << " [label=\"" << in_label(names[node]);
    if (document.outlet) {
      out << "\\n" << in_label(*document.outlet);
    }
    if (document.published) {
      out << "\\n" << iso_text(*document.published);
    }
    out << "\"];\n";
  }
}

}  // namespace

void DotWriter::write(Report const& report, std::ostream& out) const {
  out << "digraph stemma {\n  node [shape=box];\n";
  for (std::size_t s = 0; s < report.stories.size(); ++s) {
    out << "  subgraph cluster_" << s << " {\n    label=" << quoted(report.stories[s].title) << ";\n";
    write_nodes(report, s, out);
    for (StemmaEdge const& edge : report.stories[s].stemma.edges) {
      out << "    " << node_id(s, edge.parent) << " -> " << node_id(s, edge.child) << " [label=\""
          << number_text(edge.confidence, 4) << "\", weight=" << (edge.share >= 0.5 ? 2 : 1)
          << (edge.direction == Direction::Known ? "" : ", dir=none") << "];\n";
    }
    out << "  }\n";
  }
  out << "}\n";
}

}  // namespace stemma
