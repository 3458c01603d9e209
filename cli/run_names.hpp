// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.hpp"

namespace stemma::cli {

/// Says how alike two names are and why. Returns 0 where they may well be one, 1 where not.
[[nodiscard]] int run_names(NamesRequest const& request);

}  // namespace stemma::cli
