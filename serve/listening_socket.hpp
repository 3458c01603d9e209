// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace stemma::serve {

/// A socket that listens at an address of IPv4 or IPv6; port 0 takes any that is free.
/// Throws `Error` that says why it cannot and what to do.
class ListeningSocket {
 public:
  ListeningSocket(std::string const& address, std::uint16_t port);
  ~ListeningSocket();
  ListeningSocket(ListeningSocket const&) = delete;
  ListeningSocket& operator=(ListeningSocket const&) = delete;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

 private:
  int descriptor_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace stemma::serve
