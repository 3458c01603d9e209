// SPDX-License-Identifier: Apache-2.0
#include "follow/fetcher.hpp"

#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include "follow/open_network.hpp"

namespace stemma::follow {

namespace {

using namespace std::chrono_literals;

/// A socket's address, of either kind.
class Place {
 public:
  explicit Place(char const* text, std::uint16_t port = 80) {
    if (inet_pton(AF_INET, text, &four_.sin_addr) == 1) {
      four_.sin_family = AF_INET;
      four_.sin_port = htons(port);
    } else if (inet_pton(AF_INET6, text, &six_.sin6_addr) == 1) {
      six_.sin6_family = AF_INET6;
      six_.sin6_port = htons(port);
    }
  }

  [[nodiscard]] sockaddr const& get() const {
    return four_.sin_family == AF_INET ? reinterpret_cast<sockaddr const&>(four_)
                                       : reinterpret_cast<sockaddr const&>(six_);
  }

 private:
  sockaddr_in four_{};
  sockaddr_in6 six_{};
};

TEST(OpenNetwork, this_machine_and_private_networks_are_closed) {
  for (auto const* const address :
       {"0.0.0.0",       "10.0.0.1",         "10.255.255.255",  "100.64.0.1",      "100.127.255.255",
        "127.0.0.1",     "127.255.0.1",      "169.254.169.254", "172.16.0.1",      "172.31.255.255",
        "192.168.1.1",   "198.19.0.1",       "224.0.0.1",       "255.255.255.255", "::",
        "::1",           "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",     "64:ff9b::10.0.0.1",
        "2002:7f00:1::", "2002:a00:1::",     "fc00::1",         "fd12::1",         "fe80::1",
        "fec0::1",       "ff02::1"}) {
    EXPECT_FALSE(is_open_address(Place{address}.get())) << address;
  }
  EXPECT_FALSE(is_open_address(sockaddr{}));
}

TEST(OpenNetwork, all_else_is_open) {
  for (auto const* const address :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1", "128.0.0.1", "172.15.0.1",
        "172.32.0.1", "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111",
        "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::"}) {
    EXPECT_TRUE(is_open_address(Place{address}.get())) << address;
  }
}

TEST(OpenNetwork, some_hosts_say_themselves_that_they_are_closed) {
  for (auto const* const host :
       {"", "localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "10.1.2.3", "[::1]", "[fe80::1%eth0]"}) {
    EXPECT_TRUE(is_closed_host(host)) << host;
  }
  for (auto const* const host : {"example.org", "localhost.example.org", "1.1.1.1", "[2606:4700::1111]"}) {
    EXPECT_FALSE(is_closed_host(host)) << host;
  }
}

TEST(OpenNetwork, a_proxy_of_the_user_may_be_anywhere) {
  setenv("http_proxy", "http://10.1.2.3:3128/", 1);
  ProxyPlaces const places;
  unsetenv("http_proxy");
  EXPECT_TRUE(places.has(Place("10.1.2.3", 3128).get()));
  EXPECT_FALSE(places.has(Place("10.1.2.3", 80).get()));
  EXPECT_FALSE(places.has(Place("10.1.2.4", 3128).get()));
}

TEST(RetryAfter, is_seconds_or_a_time) {
  std::chrono::sys_seconds const now = std::chrono::sys_days{std::chrono::year{2026} / 4 / 16} + 5h;
  EXPECT_EQ(wait_of("120", now), 120s);
  EXPECT_EQ(wait_of("Thu, 16 Apr 2026 05:30:00 GMT", now), 30min);
  EXPECT_EQ(wait_of("Thursday, 16-Apr-26 06:00:00 GMT", now), 1h);
  EXPECT_EQ(wait_of("Thu, 16 Apr 2026 04:00:00 GMT", now), 0s);
  EXPECT_EQ(wait_of("Thu, 16 Apr 2099 04:00:00 GMT", now), 24h);
  EXPECT_EQ(wait_of("99999999999999999999999", now), 24h);
  EXPECT_EQ(wait_of("-5", now), 0s);
  EXPECT_FALSE(wait_of("", now));
  EXPECT_FALSE(wait_of("soon", now));
}

}  // namespace

}  // namespace stemma::follow
