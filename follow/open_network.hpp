// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

struct sockaddr;

namespace stemma::follow {

/// Whether an address can belong to another's machine on the open network: neither to this machine, nor to a private
/// network, nor to many at once. An IPv4 address within an IPv6 one is looked at, too; what is no internet address is none.
[[nodiscard]] bool is_open_address(sockaddr const& address);

/// Whether the host of an address (its name, or a number as libcurl writes it) says by itself that it is not open: "localhost",
/// "10.0.0.1", "[::1]".
[[nodiscard]] bool is_closed_host(std::string const& host);

/// Where the proxies are that the environment names (`http_proxy`, `https_proxy`, `all_proxy`): the user's own choice, so they
/// may be private. As "address port".
class ProxyPlaces {
 public:
  ProxyPlaces();

  [[nodiscard]] bool has(sockaddr const& address) const;

 private:
  std::vector<std::string> places_;
};

}  // namespace stemma::follow
