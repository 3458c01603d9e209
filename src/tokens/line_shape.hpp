// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace stemma {

/// Line ends in a gap between tokens: "\n", "\r\n" and "\r" count once each.
[[nodiscard]] std::size_t count_line_ends(std::string_view gap) noexcept;

/// Whether lines were broken to fit a page (as in old e-texts), so that a line end says nothing about paragraphs.
[[nodiscard]] bool is_hard_wrapped(std::string_view text) noexcept;

}  // namespace stemma
