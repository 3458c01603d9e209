// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.hpp"

namespace stemma::cli {

/// Does what is asked of an archive. Returns 0, or 1 where documents were skipped or something is damaged.
/// Throws `Error` where it could not be done.
[[nodiscard]] int run_archive(ArchiveRequest const& request);

}  // namespace stemma::cli
