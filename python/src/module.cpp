// SPDX-License-Identifier: Apache-2.0
#include "python/src/bindings.hpp"
#include "stemma/version.hpp"

NB_MODULE(_core, module) {
  module.doc() = "The C++ core of Stemma. Use the package stemma.";
  module.attr("__version__") = STEMMA_VERSION;
  stemma::python::bind_errors(module);
  stemma::python::bind_names(module);
  stemma::python::bind_rows(module);
  stemma::python::bind_tables(module);
  stemma::python::bind_reports(module);
  stemma::python::bind_pipeline(module);
  stemma::python::bind_dedup(module);
  stemma::python::bind_archive(module);
  stemma::python::bind_read_steps(module);
  stemma::python::bind_copy_steps(module);
  stemma::python::bind_pair_steps(module);
  stemma::python::bind_component_steps(module);
  stemma::python::bind_cell_steps(module);
  stemma::python::bind_text_steps(module);
  stemma::python::bind_story_words(module);
  stemma::python::bind_story_pairs(module);
  stemma::python::bind_story_groups(module);
}
