// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stemma {

/// Text as it may stand between tags and between quotation marks. Signs that XML 1.0 cannot hold become U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

/// A name that XML takes as an identifier: letters, digits, "-" and "_" of the text, a number behind it to tell it from others.
[[nodiscard]] std::string xml_id(std::string_view prefix, std::string_view text, std::size_t number);

}  // namespace stemma
