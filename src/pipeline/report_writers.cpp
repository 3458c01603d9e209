// SPDX-License-Identifier: Apache-2.0
#include "stemma/report_writers.hpp"

#include "report/comparison_writer.hpp"
#include "report/graph_writers.hpp"
#include "report/json_writer.hpp"
#include "report/page_part.hpp"
#include "report/page_writer.hpp"
#include "report/tei_writer.hpp"

namespace stemma {

void write_json(Report const& report, std::ostream& out, Timings timings) {
  JsonWriter{}.write(report, out, timings);
}

void write_page(Report const& report, std::ostream& out) {
  PageWriter{}.write(report, out);
}

std::size_t stories_on_page(Report const& report) {
  return part_for_page(report).stories;
}

void write_page_of_json(std::string_view json, std::ostream& out) {
  PageWriter{}.write_json(json, out);
}

void write_json(Comparison const& comparison, std::ostream& out) {
  ComparisonWriter{}.write(comparison, out);
}

void write_page(Comparison const& comparison, std::ostream& out) {
  PageWriter{}.write(comparison, out);
}

void write_dot(Report const& report, std::ostream& out) {
  DotWriter{}.write(report, out);
}

void write_graphml(Report const& report, std::ostream& out) {
  GraphmlWriter{}.write(report, out);
}

void write_newick(Report const& report, std::ostream& out) {
  NewickWriter{}.write(report, out);
}

void write_tei(Report const& report, std::ostream& out) {
  TeiWriter{}.write(report, out);
}

}  // namespace stemma
