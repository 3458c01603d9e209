// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "python/src/arrow_table.hpp"
#include "python/src/bindings.hpp"

namespace stemma::python {

namespace nb = nanobind;

namespace {

/// A capsule that releases the structure unless somebody took it over.
template <typename Structure>
nb::capsule capsule_of(std::unique_ptr<Structure> structure, char const* name) {
  nb::capsule capsule{structure.get(), name, [](void* held) noexcept {
                        auto* const owned = static_cast<Structure*>(held);
                        if (owned->release != nullptr) {
                          owned->release(owned);
                        }
                        delete owned;
                      }};
  static_cast<void>(structure.release());
  return capsule;
}

}  // namespace

void bind_tables(nb::module_& module) {
  nb::class_<ArrowTable>(module, "Table")
    .def_prop_ro("num_rows", &ArrowTable::rows)
    .def_prop_ro("column_names", &ArrowTable::names)
    .def(
      "__arrow_c_schema__",
      [](ArrowTable const& table) {
        auto schema = std::make_unique<ArrowSchema>();
        table.export_schema(*schema);
        return capsule_of(std::move(schema), "arrow_schema");
      }
    )
    .def(
      "__arrow_c_stream__",
      [](ArrowTable const& table, nb::handle /*requested_schema*/) {
        auto stream = std::make_unique<ArrowArrayStream>();
        table.export_stream(*stream);
        return capsule_of(std::move(stream), "arrow_array_stream");
      },
      nb::arg("requested_schema") = nb::none()
    );
}

}  // namespace stemma::python
