// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.hpp"

namespace stemma::cli {

/// Runs one trace and writes what was asked for. Returns 0 where every document was read, 1 where some were skipped.
/// Throws `Error` where it could not run.
[[nodiscard]] int run_trace(TraceRequest const& request);

}  // namespace stemma::cli
