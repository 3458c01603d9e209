// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "cli/terminal.hpp"
#include "stemma/model.hpp"

namespace stemma::cli {

/// Gist: here is a report, tell me in one screen what it found.
///
/// In    any report; its texts come from outside and are made printable first.
/// Out   the finding in a sentence, then for each of the first stories its tellings as a tree and its weightiest
///       differences, then what was skipped. What is left out is counted.
void print_gist(Report const& report, Display const& display, std::ostream& out);

/// How long each stage took.
void print_timings(Report const& report, std::ostream& out);

}  // namespace stemma::cli
