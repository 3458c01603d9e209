// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.hpp"

namespace stemma::cli {

/// Runs one search for copies. Returns 0 where every document was read, 1 where some were skipped.
/// Throws `Error` where it could not run.
[[nodiscard]] int run_dedup(DedupRequest const& request);

}  // namespace stemma::cli
