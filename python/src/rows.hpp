// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "stemma/document_rows.hpp"

namespace stemma::python {

/// Documents that Python handed over, in whatever form. Dies with the interpreter's lock held, as its objects need.
struct Rows {
  std::unique_ptr<DocumentRows> rows;
};

}  // namespace stemma::python
