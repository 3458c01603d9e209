// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::serve {

/// Who may ask.
struct AccessRules {
  std::uint16_t port = 0;
  std::vector<std::string> names;  ///< Further names under which browsers may reach the server, without a port.
  std::string token;               ///< Empty: none is asked for.
};

/// The header fields by which a request is judged; empty where absent.
struct Credentials {
  std::string_view host = {};
  std::string_view origin = {};
  std::string_view fetch_site = {};  ///< Sec-Fetch-Site.
  std::string_view authorization = {};
  std::string_view cookie_token = {};
  std::string_view address_token = {};  ///< ?token=…, for the first visit only.
};

struct AccessRefusal {
  int status = 403;
  std::string_view sentence;
};

/// Access: here is what a request says of itself, may it ask?
///
/// How   a page elsewhere must not read reports through the reader's browser. A foreign name that was made to point here (DNS
///       rebinding) shows in Host, which may be an address, localhost or a name that was allowed; a foreign page shows
///       in Origin and Sec-Fetch-Site. Tokens are compared in a time that does not depend on where they differ.
[[nodiscard]] std::optional<AccessRefusal> refusal_of(AccessRules const& rules, Credentials const& credentials);

/// Whether the address is one that only this machine can reach. False for what is no address.
[[nodiscard]] bool is_loopback(std::string_view address);

}  // namespace stemma::serve
