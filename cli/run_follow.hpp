// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.hpp"

namespace stemma::cli {

/// Follows until a signal or the end of the one round; returns the exit code. Throws `Error`.
[[nodiscard]] int run_follow(FollowRequest const& request);

}  // namespace stemma::cli
