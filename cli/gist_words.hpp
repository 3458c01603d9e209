// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "stemma/model.hpp"

namespace stemma::cli {

/// "1 telling", "8 tellings", "12,000 tellings".
[[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view many);

/// A probability to the two decimals that are shown, made from the four that the report carries: so a reader of the page sees the same.
[[nodiscard]] double as_shown(double probability);

/// "0.86"; never rounded up to certainty or down to nothing.
[[nodiscard]] std::string two_decimals(double probability);

/// How sure: the word before the number, "likely 0.86". Below 0.55 it is "cannot tell". The word follows from the number as it is shown.
[[nodiscard]] std::string sureness(double confidence);

/// "81 % of it".
[[nodiscard]] std::string leaning_share(double share);

/// "16 Apr 2026 05:12"; "no time given".
[[nodiscard]] std::string moment(std::optional<UtcTime> const& time);

}  // namespace stemma::cli
