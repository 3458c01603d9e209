// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <string>
#include <vector>

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/listener.hpp"
#include "python/src/rows.hpp"
#include "stemma/stemma.hpp"

namespace stemma::python {

namespace nb = nanobind;

namespace {

std::vector<std::filesystem::path> paths_of(std::vector<std::string> const& names) {
  return {names.begin(), names.end()};
}

/// Runs `work(pipeline)` without the interpreter's lock.
template <typename Work>
auto unlocked(Options const& options, nb::handle told, Work const& work) {
  Listener listener{told};
  nb::gil_scoped_release const lock;
  return work(Pipeline{options, [&](Progress const& progress) { listener(progress); }});
}

}  // namespace

void bind_pipeline(nb::module_& module) {
  nb::class_<Options>(module, "Options")
    .def(nb::init<>())
    .def_rw("fields", &Options::fields)
    .def_prop_rw(
      "use_times", [](Options const& options) { return options.clocks == Clocks::Used; },
      [](Options& options, bool is_used) { options.clocks = is_used ? Clocks::Used : Clocks::Ignored; }
    )
    .def_rw("threads", &Options::threads)
    .def_rw("max_document_bytes", &Options::max_document_bytes)
    .def_rw("memory_bytes", &Options::memory_bytes)
    .def_rw("story_threshold", &Options::story_threshold)
    .def_rw("gazetteer", &Options::gazetteer)
    .def_rw("thesaurus", &Options::thesaurus)
    .def_rw("vectors", &Options::vectors);
  module.def("memory_of_machine", &memory_of_machine);
  module.def(
    "trace_rows",
    [](Rows const& rows, Options const& options, nb::handle told) {
      return unlocked(options, told, [&](Pipeline const& pipeline) { return pipeline.run(*rows.rows); });
    },
    nb::arg("rows"), nb::arg("options"), nb::arg("told").none()
  );
  module.def(
    "trace_paths",
    [](std::vector<std::string> const& paths, Options const& options, nb::handle told) {
      return unlocked(options, told, [&](Pipeline const& pipeline) { return pipeline.run(paths_of(paths)); });
    },
    nb::arg("paths"), nb::arg("options"), nb::arg("told").none()
  );
  module.def(
    "compare_rows",
    [](Rows const& rows, Options const& options, nb::handle told) {
      return unlocked(options, told, [&](Pipeline const& pipeline) { return pipeline.compare(*rows.rows); });
    },
    nb::arg("rows"), nb::arg("options"), nb::arg("told").none()
  );
  module.def(
    "compare_paths",
    [](std::string const& left, std::string const& right, Options const& options, nb::handle told) {
      return unlocked(options, told, [&](Pipeline const& pipeline) {
        return pipeline.compare(std::filesystem::path{left}, std::filesystem::path{right});
      });
    },
    nb::arg("left"), nb::arg("right"), nb::arg("options"), nb::arg("told").none()
  );
}

}  // namespace stemma::python
