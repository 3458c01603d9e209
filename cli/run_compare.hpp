// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.hpp"

namespace stemma::cli {

/// Compares two texts and writes what was asked for. Returns 0; throws `Error` where it could not run.
[[nodiscard]] int run_compare(CompareRequest const& request);

}  // namespace stemma::cli
