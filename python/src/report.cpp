// SPDX-License-Identifier: Apache-2.0
#include <sstream>
#include <string>

#include <nanobind/stl/string.h>

#include "python/src/bindings.hpp"
#include "python/src/report_tables.hpp"
#include "stemma/report_writers.hpp"

namespace stemma::python {

namespace nb = nanobind;

namespace {

/// A method that writes the whole into a string, without the interpreter's lock.
template <typename Product, typename Write>
auto written(Write write) {
  return [write](Product const& product) {
    std::string text;
    {
      nb::gil_scoped_release const unlocked;
      std::ostringstream out;
      write(product, out);
      text = std::move(out).str();
    }
    return text;
  };
}

}  // namespace

void bind_reports(nb::module_& module) {
  nb::class_<Report>(module, "Report")
    .def_prop_ro("document_count", [](Report const& report) { return report.documents.size(); })
    .def("json", written<Report>([](Report const& report, std::ostream& out) { write_json(report, out); }))
    .def("page", written<Report>([](Report const& report, std::ostream& out) { write_page(report, out); }))
    .def("dot", written<Report>(write_dot))
    .def("graphml", written<Report>(write_graphml))
    .def("newick", written<Report>(write_newick))
    .def("tei", written<Report>(write_tei))
    .def("documents", documents_table)
    .def("stories", stories_table)
    .def("edges", edges_table)
    .def("readings", readings_table)
    .def("passages", passages_table)
    .def("skipped", skipped_table)
    .def("notices", notices_table);
  nb::class_<Comparison>(module, "Comparison")
    .def("json", written<Comparison>([](Comparison const& one, std::ostream& out) { write_json(one, out); }))
    .def("page", written<Comparison>([](Comparison const& one, std::ostream& out) { write_page(one, out); }))
    .def_ro("share_left", &Comparison::share_left)
    .def_ro("share_right", &Comparison::share_right)
    .def("passages", compared_passages_table)
    .def("words", compared_words_table)
    .def("differences", differences_table);
}

}  // namespace stemma::python
