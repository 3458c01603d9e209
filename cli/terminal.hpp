// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace stemma::cli {

enum class Colour { Plain, Coloured };

/// How a stream of text will be looked at.
struct Display {
  std::size_t columns = 80;
  Colour colour = Colour::Plain;
};

/// Standard output: as wide as the terminal; 100 columns and no colour where it is none.
/// Without colour also where NO_COLOR is set or the terminal is a dumb one.
[[nodiscard]] Display standard_output_display();

/// Whether a line that rewrites itself can be shown on standard error.
[[nodiscard]] bool can_show_progress();

}  // namespace stemma::cli
