// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stemma::serve {

/// Valid UTF-8 as a JSON string, with its quotation marks.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace stemma::serve
