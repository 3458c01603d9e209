// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/token_text.hpp"
#include "facts/fact_text.hpp"

namespace stemma {

/// What a number counts or measures.
struct NumberUnit {
  TokenRange tokens;  ///< The number with its currency or percent sign.
  std::string stem;   ///< "passenger", "metre", "usd", "%", "age"; empty where nothing is said.
  std::string
    unit_class;  ///< Part of the key: measures and currencies by name, all people as "person", ages as "age", other things empty.
};

/// "usd" for "$", and so on.
[[nodiscard]] std::optional<std::string_view> currency_of_sign(std::string_view sign);

/// The unit of the numeral in `range`; none where it is no number at all but part of something else ("one another").
[[nodiscard]] std::optional<NumberUnit> unit_of(FactText const& text, TokenRange range, bool is_ordinal);

}  // namespace stemma
