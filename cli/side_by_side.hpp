// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>

#include "cli/terminal.hpp"
#include "stemma/comparison.hpp"

namespace stemma::cli {

/// Prints two texts beside each other, passage by passage in the order of the left one: what is the same, reworded, moved,
/// only here; changed names, numbers and quotations are marked apart and listed below.
void print_side_by_side(Comparison const& comparison, Display const& display, std::ostream& out);

}  // namespace stemma::cli
