// SPDX-License-Identifier: Apache-2.0
#include "serve/listening_socket.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "stemma/error.hpp"

namespace stemma::serve {

namespace {

constexpr int kBacklog = 256;

/// An address in the form that the system takes, and how long it is.
struct SystemAddress {
  sockaddr_storage bytes{};
  socklen_t length = 0;
};

SystemAddress system_address(std::string const& address, std::uint16_t port) {
  SystemAddress result;
  sockaddr_in four{};
  sockaddr_in6 six{};
  if (inet_pton(AF_INET, address.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    result.length = sizeof four;
    std::memcpy(&result.bytes, &four, sizeof four);
  } else if (inet_pton(AF_INET6, address.c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    result.length = sizeof six;
    std::memcpy(&result.bytes, &six, sizeof six);
  } else {
    throw Error{ErrorKind::BadOption, "--host needs an address such as 127.0.0.1 or ::1, not \"" + address + "\""};
  }
  return result;
}

std::uint16_t port_of(sockaddr_storage const& bytes) {
  if (bytes.ss_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &bytes, sizeof four);
    return ntohs(four.sin_port);
  }
  sockaddr_in6 six{};
  std::memcpy(&six, &bytes, sizeof six);
  return ntohs(six.sin6_port);
}

}  // namespace

ListeningSocket::ListeningSocket(std::string const& address, std::uint16_t port) {
  SystemAddress const wanted = system_address(address, port);
  descriptor_ = ::socket(wanted.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  int const yes = 1;
  SystemAddress given;
  given.length = sizeof given.bytes;
  void const* const there = &wanted.bytes;
  void* const here = &given.bytes;
  bool const is_listening = descriptor_ >= 0 &&
                            ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                            ::bind(descriptor_, static_cast<sockaddr const*>(there), wanted.length) == 0 &&
                            ::listen(descriptor_, kBacklog) == 0 &&
                            ::getsockname(descriptor_, static_cast<sockaddr*>(here), &given.length) == 0;
  if (!is_listening) {
    int const why = errno;
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
    std::string const advice = why == EADDRINUSE ? "; something listens there already, choose another --port" : "";
    throw Error{
      ErrorKind::BadOption, "cannot listen at " + address + " port " + std::to_string(port) + ": " +
                              std::generic_category().message(why) + advice};
  }
  port_ = port_of(given.bytes);
}

ListeningSocket::~ListeningSocket() {
  ::close(descriptor_);
}

}  // namespace stemma::serve
