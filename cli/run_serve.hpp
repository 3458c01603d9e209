// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.hpp"

namespace stemma::cli {

/// Serves until SIGINT or SIGTERM; what is being answered then is answered.
[[nodiscard]] int run_serve(ServeRequest const& request);

}  // namespace stemma::cli
