// SPDX-License-Identifier: Apache-2.0
#include "follow/open_network.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace stemma::follow {

namespace {

/// The addresses that begin with these bits.
struct Block {
  std::uint32_t begin;
  unsigned bits;
};

// IANA's registry of special purposes, and what goes to many machines.
constexpr Block kClosed[] = {
  {0x00000000, 8},   // this network
  {0x0A000000, 8},   // private
  {0x64400000, 10},  // between a provider and its customers
  {0x7F000000, 8},   // this machine
  {0xA9FE0000, 16},  // this link
  {0xAC100000, 12},  // private
  {0xC0000000, 24},  // protocols
  {0xC0A80000, 16},  // private
  {0xC6120000, 15},  // benchmarks
  {0xE0000000, 3},   // many at once, and reserved
};

bool is_open(std::uint32_t address) {
  return std::ranges::none_of(kClosed, [&](Block const& block) {
    return (address ^ block.begin) >> (32 - block.bits) == 0;
  });
}

using Bytes = std::array<std::uint8_t, 16>;

std::uint32_t number_at(Bytes const& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = number << 8U | bytes[at + i];
  }
  return number;
}

bool is_open(Bytes const& bytes) {
  auto const first = number_at(bytes, 0);
  bool const has_zeros = first == 0 && number_at(bytes, 4) == 0;
  auto const third = number_at(bytes, 8);
  if (has_zeros && (third == 0 || third == 0xFFFF)) {  // ::, ::1, and IPv4 written as IPv6
    return third == 0xFFFF && is_open(number_at(bytes, 12));
  }
  if (first == 0x0064FF9B) {  // translated to IPv4
    return number_at(bytes, 4) == 0 && third == 0 && is_open(number_at(bytes, 12));
  }
  if (first >> 16U == 0x2002) {  // IPv4 carries it
    return is_open(first << 16U | number_at(bytes, 4) >> 16U);
  }
  return first >> 29U == 1;  // 2000::/3; all that is open lies there
}

std::string place_of(sockaddr const& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  std::uint16_t port = 0;
  if (address.sa_family == AF_INET) {
    sockaddr_in found{};
    std::memcpy(&found, &address, sizeof(found));
    inet_ntop(AF_INET, &found.sin_addr, text.data(), text.size());
    port = found.sin_port;
  } else if (address.sa_family == AF_INET6) {
    sockaddr_in6 found{};
    std::memcpy(&found, &address, sizeof(found));
    inet_ntop(AF_INET6, &found.sin6_addr, text.data(), text.size());
    port = found.sin6_port;
  }
  return std::string{text.data()} + " " + std::to_string(ntohs(port));
}

}  // namespace

bool is_open_address(sockaddr const& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in found{};
    std::memcpy(&found, &address, sizeof(found));
    return is_open(ntohl(found.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 found{};
    std::memcpy(&found, &address, sizeof(found));
    Bytes bytes{};
    std::memcpy(bytes.data(), &found.sin6_addr, bytes.size());
    return is_open(bytes);
  }
  return false;
}

bool is_closed_host(std::string const& host) {
  std::string name = host;
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (name.ends_with('.')) {
    name.pop_back();
  }
  if (name.empty() || name == "localhost" || name.ends_with(".localhost")) {
    return true;
  }
  if (name.starts_with('[') && name.ends_with(']')) {
    Bytes bytes{};
    auto const number = name.substr(1, std::min(name.find('%'), name.size() - 1) - 1);
    return inet_pton(AF_INET6, number.c_str(), bytes.data()) != 1 || !is_open(bytes);
  }
  in_addr number{};
  return inet_pton(AF_INET, name.c_str(), &number) == 1 && !is_open(ntohl(number.s_addr));
}

ProxyPlaces::ProxyPlaces() {
  // What libcurl looks at; `HTTP_PROXY` it leaves alone, for a web server may set it.
  for (auto const* const variable : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
    auto const* const value = std::getenv(variable);
    auto* const url = value == nullptr ? nullptr : curl_url();
    char* host = nullptr;
    char* port = nullptr;
    if (url != nullptr && curl_url_set(url, CURLUPART_URL, value, CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK && curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
      constexpr char const* usual = "1080";  // libcurl's own, where none is given
      bool const has_port = curl_url_get(url, CURLUPART_PORT, &port, 0) == CURLUE_OK;
      std::string name{host};
      if (name.starts_with('[') && name.ends_with(']')) {
        name = name.substr(1, name.size() - 2);
      }
      addrinfo* found = nullptr;
      if (getaddrinfo(name.c_str(), has_port ? port : usual, nullptr, &found) == 0) {
        for (auto const* at = found; at != nullptr; at = at->ai_next) {
          places_.push_back(place_of(*at->ai_addr));
        }
        freeaddrinfo(found);
      }
    }
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(url);
  }
}

bool ProxyPlaces::has(sockaddr const& address) const {
  return std::ranges::find(places_, place_of(address)) != places_.end();
}

}  // namespace stemma::follow
