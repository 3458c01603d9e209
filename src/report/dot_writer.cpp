// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "report/graph_writers.hpp"
#include "report/node_names.hpp"
#include "report/number_text.hpp"
#include "report/time_text.hpp"

namespace stemma {

namespace {

constexpr std::size_t kOthersNamed = 12;  // of the documents with a node's text

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

/// By node: the texts for which it stands, none where it stands for itself alone.
std::vector<SameTexts const*> texts_by_node(Stemma const& stemma) {
  std::vector<SameTexts const*> texts(stemma.witnesses.size() + stemma.lost_sources, nullptr);
  for (SameTexts const& same : stemma.same_texts) {
    texts[index_of(same.node)] = &same;
  }
  return texts;
}

/// By node: whether it is one more copy, word for word, of a text that another node stands for.
std::vector<bool> folded_nodes(Stemma const& stemma) {
  std::vector<DocId> others;
  for (SameTexts const& same : stemma.same_texts) {
    others.insert(others.end(), same.documents.begin() + 1, same.documents.end());
  }
  std::ranges::sort(others);
  std::vector<bool> is_folded(stemma.witnesses.size() + stemma.lost_sources, false);
  for (std::size_t node = 0; node < stemma.witnesses.size(); ++node) {
    is_folded[node] = std::ranges::binary_search(others, stemma.witnesses[node]);
  }
  return is_folded;
}

/// The names and outlets of the others that have the same text.
void write_others(Report const& report, SameTexts const& same, std::ostream& out) {
  auto const shown = std::min(same.documents.size(), kOthersNamed + 1);
  for (std::size_t i = 1; i < shown; ++i) {
    Document const& document = report.documents[index_of(same.documents[i])];
    out << "\\n= " << in_label(document.id) << (document.outlet ? ", " + in_label(*document.outlet) : "");
  }
  if (shown < same.documents.size()) {
    out << "\\nand " << same.documents.size() - shown << " more";
  }
}

void write_nodes(Report const& report, std::size_t s, std::ostream& out) {
  Stemma const& stemma = report.stories[s].stemma;
  auto const texts = texts_by_node(stemma);
  auto const is_folded = folded_nodes(stemma);
  auto const names = node_names(report, stemma);
  for (std::size_t node = 0; node < names.size(); ++node) {
    auto const id = node_id(s, NodeId{static_cast<std::uint32_t>(node)});
    if (is_folded[node]) {
      continue;
    }
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
    if (texts[node] != nullptr) {
      write_others(report, *texts[node], out);
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
    auto const is_folded = folded_nodes(report.stories[s].stemma);
    for (StemmaEdge const& edge : report.stories[s].stemma.edges) {
      if (is_folded[index_of(edge.child)]) {
        continue;
      }
      out << "    " << node_id(s, edge.parent) << " -> " << node_id(s, edge.child) << " [label=\""
          << number_text(edge.confidence, 4) << "\", weight=" << (edge.share >= 0.5 ? 2 : 1)
          << (edge.direction == Direction::Known ? "" : ", dir=none") << "];\n";
    }
    out << "  }\n";
  }
  out << "}\n";
}

}  // namespace stemma
