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

}  // namespace stemma::python
