// SPDX-License-Identifier: Apache-2.0
#include "follow/robots.hpp"

#include <gtest/gtest.h>

namespace stemma::follow {

namespace {

TEST(Robots, the_longest_rule_that_fits_decides) {
  Robots const robots{"User-agent: *\nDisallow: /\nAllow: /feeds/\nDisallow: /feeds/private\n", "stemma"};
  EXPECT_FALSE(robots.allows("/news"));
  EXPECT_TRUE(robots.allows("/feeds/a.xml"));
  EXPECT_FALSE(robots.allows("/feeds/private/a.xml"));
}

TEST(Robots, a_group_that_names_the_agent_stands_alone) {
  Robots const robots{
    "User-agent: *\nDisallow: /\n\nUser-Agent: other\nuser-agent: Stemma\nDisallow: /x # why\nCrawl-delay: 7\n",
    "stemma"};
  EXPECT_TRUE(robots.allows("/news"));
  EXPECT_FALSE(robots.allows("/x/y"));
  EXPECT_EQ(robots.delay(), std::chrono::seconds{7});
}

TEST(Robots, stars_and_ends_mean_what_they_should) {
  Robots const robots{"User-agent: *\nDisallow: /*.xml$\nDisallow: /a*b*c\n", "stemma"};
  EXPECT_FALSE(robots.allows("/feed.xml"));
  EXPECT_TRUE(robots.allows("/feed.xml?page=2"));
  EXPECT_FALSE(robots.allows("/aXXbYYc/more"));
  EXPECT_TRUE(robots.allows("/aXXcYYb"));
}

TEST(Robots, an_equal_rule_allows_and_an_empty_one_says_nothing) {
  EXPECT_TRUE((Robots{"User-agent: *\nDisallow: /a\nAllow: /a\n", "stemma"}.allows("/a")));
  EXPECT_TRUE((Robots{"User-agent: *\nDisallow:\n", "stemma"}.allows("/a")));
  EXPECT_TRUE((Robots{"", "stemma"}.allows("/a")));
}

TEST(Robots, bears_anything) {
  Robots const robots{
    std::string(100'000, '*') + "\n:\n::\nuser-agent\nDisallow: x\r\nCrawl-delay: -99999999999999\n\0x", "stemma"};
  EXPECT_TRUE(robots.allows("/a"));
  EXPECT_GE(robots.delay().count(), 0);
}

}  // namespace

}  // namespace stemma::follow
