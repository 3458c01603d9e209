// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stemma::cli {

/// The known word that a mistyped one was probably meant to be; none where nothing is near.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view typed, std::span<std::string const> known);

}  // namespace stemma::cli
