// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "serve/site.hpp"

namespace stemma::serve {

/// Two texts that were sent: {"left": {"text": …, "title": …}, "right": {…}} becomes stemma.comparison/1; 400 with a
/// sentence where they are not there or not as they should be.
[[nodiscard]] Reply compared_texts(std::string_view body);

}  // namespace stemma::serve
