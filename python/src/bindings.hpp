// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

namespace stemma::python {

/// Each adds one noun to the module `stemma._core`; python/stemma/ dresses them for people.
void bind_errors(nanobind::module_& module);
void bind_names(nanobind::module_& module);

/// The steps of a search for copies over many machines, for stemma.spark.
void bind_read_steps(nanobind::module_& module);
void bind_copy_steps(nanobind::module_& module);
void bind_pair_steps(nanobind::module_& module);
void bind_component_steps(nanobind::module_& module);
void bind_cell_steps(nanobind::module_& module);
void bind_text_steps(nanobind::module_& module);

}  // namespace stemma::python
