// SPDX-License-Identifier: Apache-2.0
#include "serve/access.hpp"

#include <gtest/gtest.h>

namespace stemma::serve {

namespace {

AccessRules const kRules{8033, {"desk.example"}, ""};
AccessRules const kGuarded{8033, {}, "0123456789abcdef"};

int status(AccessRules const& rules, Credentials const& credentials) {
  auto const refusal = refusal_of(rules, credentials);
  return refusal ? refusal->status : 200;
}

TEST(Access, AnswersToAddressesLocalhostAndNamesThatWereAllowed) {
  for (char const* host :
       {"127.0.0.1:8033", "localhost:8033", "LOCALHOST:8033", "[::1]:8033", "192.168.1.7:8033", "desk.example",
        "desk.example:443"}) {
    EXPECT_EQ(status(kRules, {.host = host}), 200) << host;
  }
}

TEST(Access, RefusesForeignNamesSoThatNoNameCanBeMadeToPointHere) {
  for (char const* host :
       {"", "evil.example", "evil.example:8033", "127.0.0.1.evil.example:8033", "localhost.evil.example:8033",
        "127.0.0.1:80", "127.0.0.1", "[::1", "[::1]x:8033", "desk.example.evil.example", "2130706433:8033",
        "127.1:8033"}) {
    EXPECT_EQ(status(kRules, {.host = host}), 421) << host;
  }
}

TEST(Access, RefusesPagesOfOtherSites) {
  EXPECT_EQ(status(kRules, {.host = "127.0.0.1:8033", .origin = "http://127.0.0.1:8033"}), 200);
  EXPECT_EQ(status(kRules, {.host = "desk.example", .origin = "https://desk.example"}), 200);
  for (char const* origin :
       {"http://evil.example", "null", "http://127.0.0.1:9000", "file://", "http://localhost:8033"}) {
    EXPECT_EQ(status(kRules, {.host = "127.0.0.1:8033", .origin = origin}), 403) << origin;
  }
  EXPECT_EQ(status(kRules, {.host = "127.0.0.1:8033", .fetch_site = "cross-site"}), 403);
  EXPECT_EQ(status(kRules, {.host = "127.0.0.1:8033", .fetch_site = "same-site"}), 403);
  EXPECT_EQ(status(kRules, {.host = "127.0.0.1:8033", .fetch_site = "same-origin"}), 200);
  EXPECT_EQ(status(kRules, {.host = "127.0.0.1:8033", .fetch_site = "none"}), 200);
}

TEST(Access, TakesTheTokenFromHeaderCookieOrAddress) {
  Credentials const bare{.host = "127.0.0.1:8033"};
  EXPECT_EQ(status(kGuarded, bare), 401);
  Credentials shown = bare;
  shown.authorization = "Bearer 0123456789abcdef";
  EXPECT_EQ(status(kGuarded, shown), 200);
  shown = bare;
  shown.cookie_token = "0123456789abcdef";
  EXPECT_EQ(status(kGuarded, shown), 200);
  shown = bare;
  shown.address_token = "0123456789abcdef";
  EXPECT_EQ(status(kGuarded, shown), 200);
  for (char const* wrong :
       {"0123456789abcdeg", "0123456789abcde", "0123456789abcdef0", "Bearer 0123456789abcdef", ""}) {
    shown = bare;
    shown.cookie_token = wrong;
    EXPECT_EQ(status(kGuarded, shown), 401) << wrong;
  }
  shown = bare;
  shown.authorization = "0123456789abcdef";
  EXPECT_EQ(status(kGuarded, shown), 401) << "without the word Bearer";
}

TEST(Access, KnowsThisMachinesOwnAddresses) {
  for (char const* own : {"127.0.0.1", "127.9.9.9", "::1"}) {
    EXPECT_TRUE(is_loopback(own)) << own;
  }
  for (char const* other : {"0.0.0.0", "::", "192.168.0.1", "localhost", "", "127.0.0.1.example"}) {
    EXPECT_FALSE(is_loopback(other)) << other;
  }
}

}  // namespace

}  // namespace stemma::serve
