// SPDX-License-Identifier: Apache-2.0
#include "report/page_writer.hpp"

#include <ostream>

#include "report/embedded_page.hpp"
#include "report/json_stream.hpp"
#include "report/page_part.hpp"
#include "report/report_json.hpp"

namespace stemma {

void PageWriter::write(Report const& report, std::ostream& out) const {
  EmbeddedPage const page = embedded_page();
  out << page.before_data;
  JsonStream json{out, JsonPlace::Page};
  auto const part = part_for_page(report);
  write_report(json, report, Timings::Omitted, {}, &part);
  out << page.after_data;
}

void PageWriter::write_json(std::string_view json, std::ostream& out) const {
  EmbeddedPage const page = embedded_page();
  out << page.before_data;
  // In JSON these signs stand in strings only, where they may be written as numbers.
  while (!json.empty()) {
    std::size_t const at = json.find_first_of("<>&");
    out << json.substr(0, at);
    if (at == std::string_view::npos) {
      break;
    }
    out << (json[at] == '<' ? "\\u003c" : json[at] == '>' ? "\\u003e" : "\\u0026");
    json.remove_prefix(at + 1);
  }
  out << page.after_data;
}

void PageWriter::write(Comparison const& comparison, std::ostream& out) const {
  EmbeddedPage const page = embedded_page();
  out << page.before_data;
  JsonStream json{out, JsonPlace::Page};
  auto const& documents = comparison.report.documents;
  write_report(
    json, comparison.report, Timings::Omitted,
    {documents[index_of(comparison.left)].id, documents[index_of(comparison.right)].id}
  );
  out << page.after_data;
}

}  // namespace stemma
