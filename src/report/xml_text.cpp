// SPDX-License-Identifier: Apache-2.0
#include "report/xml_text.hpp"

#include <cstddef>

namespace stemma {

namespace {

/// U+FFFE and U+FFFF are three bytes that begin with these two.
bool is_no_sign(std::string_view rest) {
  return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = text[i];
    bool const is_control = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n';
    if (is_control && c == '\r') {
      out += "&#13;";
    } else if (is_control) {
      out += "\xEF\xBF\xBD";
    } else if (is_no_sign(text.substr(i))) {
      out += "\xEF\xBF\xBD";
      i += 2;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string xml_id(std::string_view prefix, std::string_view text, std::size_t number) {
  std::string id{prefix};
  id += std::to_string(number) + "-";
  for (char const c : text.substr(0, 40)) {
    id += is_plain(c) ? c : '_';
  }
  return id;
}

}  // namespace stemma
