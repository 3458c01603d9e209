// SPDX-License-Identifier: Apache-2.0
#include "stemma/dedup.hpp"

#include <string>
#include <vector>

#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"
#include "python/src/copy_tables.hpp"
#include "python/src/listener.hpp"
#include "python/src/rows.hpp"

namespace stemma::python {

namespace nb = nanobind;

namespace {

/// Runs `work(deduplicator)` without the interpreter's lock.
template <typename Work>
DedupRun unlocked(DedupOptions const& options, nb::handle told, Work const& work) {
  Listener listener{told};
  nb::gil_scoped_release const lock;
  return work(Deduplicator{options, [&](DedupProgress const& progress) { listener(progress); }});
}

/// Which rows another row stands for, as a table of one column.
ArrowTable redundant_table(DedupRun const& run) {
  FlagColumn flags;
  for (bool const flag : run.is_redundant_row) {
    flags.add(flag);
  }
  return ArrowTable{{std::move(flags).finish("is_redundant")}};
}

void bind_options(nb::module_& module) {
  nb::enum_<CopyLevel>(module, "CopyLevel")
    .value("whole", CopyLevel::Whole)
    .value("partial", CopyLevel::Partial)
    .value("both", CopyLevel::Both);
  nb::enum_<Representative>(module, "Representative")
    .value("earliest", Representative::Earliest)
    .value("longest", Representative::Longest)
    .value("first", Representative::First);
  nb::class_<DedupOptions>(module, "DedupOptions")
    .def(nb::init<>())
    .def_rw("fields", &DedupOptions::fields)
    .def_rw("level", &DedupOptions::level)
    .def_rw("representative", &DedupOptions::representative)
    .def_rw("min_resemblance", &DedupOptions::min_resemblance)
    .def_rw("min_containment", &DedupOptions::min_containment)
    .def_rw("min_run_words", &DedupOptions::min_run_words)
    .def_rw("memory_bytes", &DedupOptions::memory_bytes)
    .def_rw("work", &DedupOptions::work)
    .def_rw("threads", &DedupOptions::threads)
    .def_rw("max_document_bytes", &DedupOptions::max_document_bytes)
    .def_rw("max_inflation", &DedupOptions::max_inflation)
    .def_rw("emit", &DedupOptions::emit);
}

}  // namespace

void bind_dedup(nb::module_& module) {
  bind_options(module);
  nb::class_<DedupRun>(module, "DedupRun")
    .def_ro("input_bytes", &DedupRun::input_bytes)
    .def_ro("skipped", &DedupRun::skipped)
    .def_ro("notices", &DedupRun::notices)
    .def_ro("redundant", &DedupRun::redundant)
    .def_ro("kept_files", &DedupRun::kept_files)
    .def("redundant_rows", redundant_table);
  module.def(
    "dedup_rows",
    [](Rows const& rows, std::filesystem::path const& output, DedupOptions const& options, nb::handle told) {
      return unlocked(options, told, [&](Deduplicator const& search) { return search.run(*rows.rows, output); });
    },
    nb::arg("rows"), nb::arg("output"), nb::arg("options"), nb::arg("told").none()
  );
  module.def(
    "dedup_paths",
    [](
      std::vector<std::string> const& names, std::filesystem::path const& output, DedupOptions const& options,
      nb::handle told
    ) {
      std::vector<std::filesystem::path> const paths{names.begin(), names.end()};
      return unlocked(options, told, [&](Deduplicator const& search) { return search.run(paths, output); });
    },
    nb::arg("paths"), nb::arg("output"), nb::arg("options"), nb::arg("told").none()
  );
  module.def("links_table", links_table, nb::arg("path"), nb::call_guard<nb::gil_scoped_release>());
  module.def("clusters_table", clusters_table, nb::arg("path"), nb::call_guard<nb::gil_scoped_release>());
  module.def("notes_table", notes_table, nb::arg("path"), nb::call_guard<nb::gil_scoped_release>());
}

}  // namespace stemma::python
