// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace stemma {

/// A number with at most `decimals` decimals, without trailing zeros, exponent or locale: 0.92, 3, -0.5.
/// What is not finite is written as 0: JSON has no word for it.
[[nodiscard]] std::string number_text(double value, int decimals);

}  // namespace stemma
