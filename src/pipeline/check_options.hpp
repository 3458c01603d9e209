// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stemma/dedup.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// Throws `Error{BadOption}` with a sentence that names the option and its range.
void check_options(Options const& options);

/// The same, of what says what is a copy.
void check_copy_rule(DedupOptions const& options);

}  // namespace stemma
