// SPDX-License-Identifier: Apache-2.0
#include "cli/printable.hpp"

#include <gtest/gtest.h>

namespace stemma::cli {
namespace {

TEST(Printable, leaves_ordinary_text) {
  EXPECT_EQ(printable("Novi Bečej – “déjà vu” 東京 🙂"), "Novi Bečej – “déjà vu” 東京 🙂");
}

TEST(Printable, makes_one_line_of_many) {
  EXPECT_EQ(printable("  one\r\n\ttwo\xC2\xA0 three \n"), "one two three");
  EXPECT_EQ(printable("\n"), "");
}

TEST(Printable, replaces_what_a_terminal_obeys) {
  EXPECT_EQ(printable("a\x1B[31mb"), "a\xEF\xBF\xBD[31mb");
  EXPECT_EQ(
    printable("a\xC2\x9B"
              "b"),
    "a\xEF\xBF\xBD"
    "b"
  );
  EXPECT_EQ(
    printable("a\xE2\x80\xAE"
              "b"),
    "a\xEF\xBF\xBD"
    "b"
  );
}

TEST(Printable, replaces_bytes_that_are_not_utf8) {
  EXPECT_EQ(printable("caf\xE9"), "caf\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xC0\x9B"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xE0\x82\x9B"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xE2\x82"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(ColumnsOf, counts_what_the_eye_sees) {
  EXPECT_EQ(columns_of("abc"), 3U);
  EXPECT_EQ(columns_of("Bečej"), 5U);
  EXPECT_EQ(columns_of("e\xCC\x81"), 1U);
  EXPECT_EQ(columns_of("東京"), 4U);
  EXPECT_EQ(columns_of(""), 0U);
}

TEST(Fitted, cuts_with_an_ellipsis) {
  EXPECT_EQ(fitted("abcdef", 6), "abcdef");
  EXPECT_EQ(fitted("abcdefg", 6), "abcde…");
  EXPECT_EQ(fitted("abcd efg", 6), "abcd…");
  EXPECT_EQ(fitted("東京都", 4), "東…");
}

}  // namespace
}  // namespace stemma::cli
