// SPDX-License-Identifier: Apache-2.0
#include "corpus/text_form.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace stemma {
namespace {

/// Two validators must agree: the fast one decides whether there is a fault, the slow one finds where.
TEST(FaultInText, names_the_first_byte_after_which_nothing_can_follow) {
  std::mt19937 random{7};
  constexpr unsigned char kBytes[] = {'a',  0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF,
                                      0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
  for (int round = 0; round < 100000; ++round) {
    std::string bytes;
    for (std::size_t i = random() % 9; i > 0; --i) {
      bytes += static_cast<char>(kBytes[random() % sizeof kBytes]);
    }
    auto const fault = fault_in_text(bytes);
    std::string const repaired = as_utf8(bytes);
    EXPECT_FALSE(fault_in_text(repaired));
    EXPECT_EQ(!fault, repaired == bytes);
    if (fault) {
      auto const at = static_cast<std::size_t>(std::stoul(fault->substr(fault->rfind(' ') + 1)));
      ASSERT_LT(at, bytes.size());
      EXPECT_FALSE(fault_in_text(bytes.substr(0, at))) << *fault;
      EXPECT_EQ(repaired.substr(0, at + 3), bytes.substr(0, at) + "\xEF\xBF\xBD");
    }
  }
}

TEST(FaultInText, names_a_nul_byte) {
  EXPECT_EQ(fault_in_text(std::string("ab\0c", 4)), "NUL at byte 2; not text");
  EXPECT_EQ(fault_in_text(""), std::nullopt);
}

TEST(ForeignForm, leaves_text_alone) {
  for (char const* text : {"", "P", "PK", "%PD", "BZ", "Gift", "{\"id\": 1}", "\xEF\xBB\xBFtext", "東京", "Müller"}) {
    EXPECT_EQ(foreign_form(text), std::nullopt) << text;
  }
}

TEST(LooksLikeHtml, tells_a_page_from_prose_about_one) {
  EXPECT_TRUE(looks_like_html("\n <!DOCTYPE HTML>"));
  EXPECT_TRUE(looks_like_html("<p>One</p><p>Two</p><p>Three</p>"));
  EXPECT_FALSE(looks_like_html("A paragraph ends with </p> and a < b > c."));
  EXPECT_FALSE(looks_like_html(""));
}

TEST(AsUtf8, keeps_what_is_valid) {
  EXPECT_EQ(as_utf8("Bečej"), "Bečej");
  EXPECT_EQ(as_utf8("caf\xE9!"), "caf\xEF\xBF\xBD!");
}

}  // namespace
}  // namespace stemma
