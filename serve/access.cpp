// SPDX-License-Identifier: Apache-2.0
#include "serve/access.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include <arpa/inet.h>

namespace stemma::serve {

namespace {

struct HostAndPort {
  std::string name;  ///< In small letters, without brackets.
  std::string_view port;
};

bool is_address(std::string const& name) {
  in_addr four{};
  in6_addr six{};
  return inet_pton(AF_INET, name.c_str(), &four) == 1 || inet_pton(AF_INET6, name.c_str(), &six) == 1;
}

/// Nothing where it is no host at all.
std::optional<HostAndPort> parsed(std::string_view host) {
  std::string_view name = host;
  std::string_view port;
  if (host.starts_with('[')) {
    std::size_t const end = host.find(']');
    if (end == std::string_view::npos) {
      return {};
    }
    name = host.substr(1, end - 1);
    std::string_view const rest = host.substr(end + 1);
    if (!rest.empty() && !rest.starts_with(':')) {
      return {};
    }
    port = rest.empty() ? rest : rest.substr(1);
  } else if (std::size_t const colon = host.find(':'); colon != std::string_view::npos) {
    name = host.substr(0, colon);
    port = host.substr(colon + 1);
  }
  HostAndPort result{std::string{name}, port};
  std::ranges::transform(result.name, result.name.begin(), [](unsigned char sign) {
    return static_cast<char>(std::tolower(sign));
  });
  return result;
}

bool is_ours(AccessRules const& rules, std::string_view host) {
  auto const asked = parsed(host);
  if (!asked) {
    return false;
  }
  // Behind a name that was allowed there may be a proxy with a port of its own.
  if (std::ranges::find(rules.names, asked->name) != rules.names.end()) {
    return true;
  }
  std::string const port = std::to_string(rules.port);
  bool const is_port = asked->port == port || (asked->port.empty() && rules.port == 80);
  return is_port && (asked->name == "localhost" || is_address(asked->name));
}

/// The host of an origin such as http://127.0.0.1:8033; empty where it has none ("null").
std::string_view host_of(std::string_view origin) {
  for (std::string_view const scheme : {std::string_view{"http://"}, std::string_view{"https://"}}) {
    if (origin.starts_with(scheme)) {
      return origin.substr(scheme.size());
    }
  }
  return {};
}

bool is_same_secret(std::string_view given, std::string_view secret) {
  unsigned difference = given.size() == secret.size() ? 0U : 1U;
  for (std::size_t i = 0; i < secret.size(); ++i) {
    auto const other = i < given.size() ? static_cast<unsigned char>(given[i]) : 0U;
    difference |= static_cast<unsigned char>(secret[i]) ^ other;
  }
  return difference == 0;
}

bool has_token(std::string const& token, Credentials const& credentials) {
  constexpr std::string_view kBearer = "Bearer ";
  std::string_view const bearer = credentials.authorization.starts_with(kBearer)
                                    ? credentials.authorization.substr(kBearer.size())
                                    : std::string_view{};
  // All three are looked at, so that the time tells nothing.
  bool const by_header = is_same_secret(bearer, token);
  bool const by_cookie = is_same_secret(credentials.cookie_token, token);
  bool const by_address = is_same_secret(credentials.address_token, token);
  return by_header || by_cookie || by_address;
}

}  // namespace

std::optional<AccessRefusal> refusal_of(AccessRules const& rules, Credentials const& credentials) {
  if (!is_ours(rules, credentials.host)) {
    return AccessRefusal{
      421, "this server does not answer to that name; ask by its address, or start it with --allow-host NAME"};
  }
  if (!credentials.origin.empty()) {
    std::string_view const origin = host_of(credentials.origin);
    if (origin != credentials.host) {
      return AccessRefusal{403, "pages of other sites may not ask this server"};
    }
  }
  std::string_view const site = credentials.fetch_site;
  if (!site.empty() && site != "same-origin" && site != "none") {
    return AccessRefusal{403, "pages of other sites may not ask this server"};
  }
  if (!rules.token.empty() && !has_token(rules.token, credentials)) {
    return AccessRefusal{
      401, "a token is needed: open the address that the server printed, or send Authorization: Bearer TOKEN"};
  }
  return {};
}

bool is_loopback(std::string_view address) {
  std::string const name{address};
  in_addr four{};
  if (inet_pton(AF_INET, name.c_str(), &four) == 1) {
    return (ntohl(four.s_addr) >> 24U) == 127U;
  }
  in6_addr six{};
  return inet_pton(AF_INET6, name.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

}  // namespace stemma::serve
