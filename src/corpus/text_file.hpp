// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "corpus/intake.hpp"
#include "corpus/open_input.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// Reads a plain text: one document.
void read_plain_text(OpenInput input, Options const& options, Intake& intake);

}  // namespace stemma
