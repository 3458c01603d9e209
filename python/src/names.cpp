// SPDX-License-Identifier: Apache-2.0
#include "stemma/names.hpp"

#include <string_view>

#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include "python/src/bindings.hpp"

namespace stemma::python {

namespace nb = nanobind;

void bind_names(nb::module_& module) {
  module.def(
    "names",
    [](std::string_view a, std::string_view b) {
      NameSimilarity found = name_similarity(a, b);
      return std::pair{found.score, std::move(found.reasons)};
    },
    nb::arg("a"), nb::arg("b"), nb::call_guard<nb::gil_scoped_release>()
  );
}

}  // namespace stemma::python
