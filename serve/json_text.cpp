// SPDX-License-Identifier: Apache-2.0
#include "serve/json_text.hpp"

namespace stemma::serve {

std::string json_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (char const sign : text) {
    auto const byte = static_cast<unsigned char>(sign);
    if (sign == '"' || sign == '\\') {
      out += '\\';
      out += sign;
    } else if (byte < 0x20U || byte == 0x7FU) {
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 0xFU];
    } else {
      out += sign;
    }
  }
  return out += '"';
}

}  // namespace stemma::serve
