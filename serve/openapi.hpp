// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace stemma::serve {

/// The description of the interface (serve/openapi.json).
[[nodiscard]] std::string_view openapi();

}  // namespace stemma::serve
