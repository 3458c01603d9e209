// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "corpus/intake.hpp"
#include "corpus/open_input.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// Reads JSONL: one document a line; a bad line costs one document.
/// Holds one line at a time, and of a line that is longer than a document may be only its number.
void read_records(OpenInput const& input, Options const& options, Intake& intake);

}  // namespace stemma
