// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

namespace stemma::python {

/// Each adds one noun to the module `stemma._core`, which python/stemma/_core.pyi describes; the package dresses them for people.
void bind_errors(nanobind::module_& module);
void bind_names(nanobind::module_& module);
void bind_rows(nanobind::module_& module);
void bind_tables(nanobind::module_& module);
void bind_reports(nanobind::module_& module);
void bind_pipeline(nanobind::module_& module);
void bind_dedup(nanobind::module_& module);
void bind_archive(nanobind::module_& module);

/// The steps of a search for copies over many machines, for stemma.spark.
void bind_read_steps(nanobind::module_& module);
void bind_copy_steps(nanobind::module_& module);
void bind_pair_steps(nanobind::module_& module);
void bind_component_steps(nanobind::module_& module);
void bind_cell_steps(nanobind::module_& module);
void bind_text_steps(nanobind::module_& module);

/// Those of a trace.
void bind_story_words(nanobind::module_& module);
void bind_story_pairs(nanobind::module_& module);
void bind_story_groups(nanobind::module_& module);

}  // namespace stemma::python
