// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stemma::cli {

/// Text from outside, fit for a terminal: in one line, and nothing in it that a terminal obeys. Control characters,
/// marks that turn the writing direction, and bytes that are not UTF-8 are replaced; runs of white space become one space.
[[nodiscard]] std::string printable(std::string_view text);

/// Columns that a printable text takes.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// Cut to so many columns; an ellipsis shows where something was cut off.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t columns);

}  // namespace stemma::cli
