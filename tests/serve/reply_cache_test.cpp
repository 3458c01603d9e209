// SPDX-License-Identifier: Apache-2.0
#include "serve/reply_cache.hpp"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "serve/gzip.hpp"

namespace stemma::serve {
namespace {

std::shared_ptr<KeptBytes const> bytes_of(std::string const& text) {
  return std::make_shared<KeptBytes>(KeptBytes{text, {}});
}

TEST(ReplyCache, finds_what_was_kept_of_the_same_generation) {
  ReplyCache cache{1000};
  cache.keep("/a", 3, bytes_of("one"));
  ASSERT_NE(cache.find("/a", 3), nullptr);
  EXPECT_EQ(cache.find("/a", 3)->plain, "one");
  EXPECT_EQ(cache.find("/b", 3), nullptr);
}

TEST(ReplyCache, forgets_all_when_the_archive_has_changed) {
  ReplyCache cache{1000};
  cache.keep("/a", 3, bytes_of("one"));
  EXPECT_EQ(cache.find("/a", 4), nullptr);
  EXPECT_EQ(cache.find("/a", 3), nullptr);
}

TEST(ReplyCache, does_not_keep_what_was_read_of_an_older_archive) {
  ReplyCache cache{1000};
  EXPECT_EQ(cache.find("/a", 5), nullptr);
  cache.keep("/a", 4, bytes_of("old"));
  EXPECT_EQ(cache.find("/a", 5), nullptr);
  EXPECT_EQ(cache.find("/a", 4), nullptr);
}

TEST(ReplyCache, lets_go_of_what_was_asked_for_longest_ago) {
  ReplyCache cache{400};
  for (char const* const address : {"/a", "/b", "/c", "/d"}) {
    cache.keep(address, 1, bytes_of(std::string(90, 'x')));
  }
  ASSERT_NE(cache.find("/a", 1), nullptr);
  cache.keep("/e", 1, bytes_of(std::string(90, 'x')));
  EXPECT_NE(cache.find("/a", 1), nullptr);
  EXPECT_EQ(cache.find("/b", 1), nullptr);
  EXPECT_NE(cache.find("/e", 1), nullptr);
}

TEST(ReplyCache, does_not_give_its_room_to_one_answer) {
  ReplyCache cache{400};
  cache.keep("/a", 1, bytes_of("small"));
  cache.keep("/large", 1, bytes_of(std::string(300, 'x')));
  EXPECT_NE(cache.find("/a", 1), nullptr);
  EXPECT_EQ(cache.find("/large", 1), nullptr);
}

TEST(Gzip, is_taken_by_those_who_say_so) {
  EXPECT_TRUE(takes_gzip("gzip"));
  EXPECT_TRUE(takes_gzip("deflate, gzip;q=0.7, *;q=0"));
  EXPECT_TRUE(takes_gzip("\tGzip ; q=1"));
  EXPECT_FALSE(takes_gzip(""));
  EXPECT_FALSE(takes_gzip("gzip;q=0"));
  EXPECT_FALSE(takes_gzip("gzip; q=0.000"));
  EXPECT_FALSE(takes_gzip("br, gzipped"));
  EXPECT_FALSE(takes_gzip(",;,=;q"));
}

}  // namespace
}  // namespace stemma::serve
