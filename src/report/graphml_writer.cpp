// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "report/graph_writers.hpp"
#include "report/node_names.hpp"
#include "report/number_text.hpp"
#include "report/time_text.hpp"
#include "report/xml_text.hpp"

namespace stemma {

namespace {

constexpr std::string_view kHead =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
  "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
  "  <key id=\"story\" for=\"graph\" attr.name=\"title\" attr.type=\"string\"/>\n"
  "  <key id=\"name\" for=\"node\" attr.name=\"id\" attr.type=\"string\"/>\n"
  "  <key id=\"title\" for=\"node\" attr.name=\"title\" attr.type=\"string\"/>\n"
  "  <key id=\"outlet\" for=\"node\" attr.name=\"outlet\" attr.type=\"string\"/>\n"
  "  <key id=\"published\" for=\"node\" attr.name=\"published\" attr.type=\"string\"/>\n"
  "  <key id=\"lost\" for=\"node\" attr.name=\"lost\" attr.type=\"boolean\"/>\n"
  "  <key id=\"confidence\" for=\"edge\" attr.name=\"confidence\" attr.type=\"double\"/>\n"
  "  <key id=\"share\" for=\"edge\" attr.name=\"share\" attr.type=\"double\"/>\n"
  "  <key id=\"known\" for=\"edge\" attr.name=\"direction known\" attr.type=\"boolean\"/>\n";

void write_datum(std::ostream& out, std::string_view key, std::string_view value) {
  out << "<data key=\"" << key << "\">" << xml_text(value) << "</data>";
}

std::string node_id(std::size_t story, std::size_t node) {
  return "s" + std::to_string(story) + "n" + std::to_string(node);
}

void write_node(Report const& report, std::size_t s, std::size_t node, std::string const& name, std::ostream& out) {
  Stemma const& stemma = report.stories[s].stemma;
  bool const is_lost = node >= stemma.witnesses.size();
  out << "    <node id=\"" << node_id(s, node) << "\">";
  write_datum(out, "name", name);
  write_datum(out, "lost", is_lost ? "true" : "false");
  if (!is_lost) {
    Document const& document = report.documents[index_of(stemma.witnesses[node])];
    if (document.title) {
      write_datum(out, "title", *document.title);
    }
    if (document.outlet) {
      write_datum(out, "outlet", *document.outlet);
    }
    if (document.published) {
      write_datum(out, "published", iso_text(*document.published));
    }
  }
  out << "</node>\n";
}

}  // namespace

void GraphmlWriter::write(Report const& report, std::ostream& out) const {
  out << kHead;
  for (std::size_t s = 0; s < report.stories.size(); ++s) {
    Story const& story = report.stories[s];
    auto const names = node_names(report, story.stemma);
    out << "  <graph id=\"s" << s << "\" edgedefault=\"directed\">\n    ";
    write_datum(out, "story", story.title);
    out << '\n';
    for (std::size_t node = 0; node < names.size(); ++node) {
      write_node(report, s, node, names[node], out);
    }
    for (StemmaEdge const& edge : story.stemma.edges) {
      out << "    <edge source=\"" << node_id(s, index_of(edge.parent)) << "\" target=\""
          << node_id(s, index_of(edge.child)) << "\">";
      write_datum(out, "confidence", number_text(edge.confidence, 4));
      write_datum(out, "share", number_text(edge.share, 4));
      write_datum(out, "known", edge.direction == Direction::Known ? "true" : "false");
      out << "</edge>\n";
    }
    out << "  </graph>\n";
  }
  out << "</graphml>\n";
}

}  // namespace stemma
