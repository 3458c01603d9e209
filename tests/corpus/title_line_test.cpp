// SPDX-License-Identifier: Apache-2.0
#include "corpus/title_line.hpp"

#include <string>

#include <gtest/gtest.h>

namespace stemma {
namespace {

constexpr char const* kBody = "\n\nThe ferry ran aground at dawn. Nobody was hurt.\n";

TEST(TitleOfText, takes_a_first_line_that_is_set_off) {
  EXPECT_EQ(title_of_text(std::string{"Ferry Runs Aground Off Milos"} + kBody), "Ferry Runs Aground Off Milos");
  EXPECT_EQ(title_of_text(std::string{"Who Steered the Ferry?"} + kBody), "Who Steered the Ferry?");
  EXPECT_EQ(title_of_text(std::string{"Ferry: ‘Nobody Warned Us’"} + kBody), "Ferry: ‘Nobody Warned Us’");
}

TEST(TitleOfText, takes_a_first_line_over_a_paragraph) {
  EXPECT_EQ(
    title_of_text("Ferry Runs Aground\nThe ferry ran aground at dawn.\nNobody was hurt.\n"), "Ferry Runs Aground"
  );
  EXPECT_EQ(title_of_text("Ferry Runs Aground\n" + std::string(200, 'x')), "Ferry Runs Aground");
}

TEST(TitleOfText, leaves_the_first_line_of_wrapped_prose) {
  EXPECT_EQ(
    title_of_text("The ferry ran aground at dawn on Tuesday while it was\nleaving the harbour of Milos.\n"),
    std::nullopt
  );
  EXPECT_EQ(
    title_of_text(
      "The ferry ran aground at dawn on Tuesday and Captain\nPetros Vlahos said that he had not seen\nthe light.\n"
    ),
    std::nullopt
  );
}

TEST(TitleOfText, leaves_a_first_line_that_ends_like_a_sentence) {
  EXPECT_EQ(title_of_text(std::string{"The ferry ran aground."} + kBody), std::nullopt);
  EXPECT_EQ(title_of_text(std::string{"\"The ferry ran aground.\""} + kBody), std::nullopt);
  EXPECT_EQ(title_of_text(std::string{"Dear reader,"} + kBody), std::nullopt);
  EXPECT_EQ(title_of_text(std::string{"He said:"} + kBody), std::nullopt);
}

TEST(TitleOfText, needs_a_text_below) {
  EXPECT_EQ(title_of_text("Ferry Runs Aground"), std::nullopt);
  EXPECT_EQ(title_of_text("Ferry Runs Aground\n \n\n"), std::nullopt);
  EXPECT_EQ(title_of_text(""), std::nullopt);
  EXPECT_EQ(title_of_text("\n\n"), std::nullopt);
}

TEST(TitleOfText, leaves_what_does_not_stand_at_the_first_byte) {
  EXPECT_EQ(title_of_text(std::string{"\nFerry Runs Aground"} + kBody), std::nullopt);
  EXPECT_EQ(title_of_text(std::string{"  Ferry Runs Aground"} + kBody), std::nullopt);
}

TEST(TitleOfText, leaves_a_line_that_is_too_long) {
  EXPECT_TRUE(title_of_text(std::string(200, 'x') + kBody));
  EXPECT_FALSE(title_of_text(std::string(201, 'x') + kBody));
  EXPECT_FALSE(title_of_text(std::string(1 << 20, ' ') + kBody));
}

TEST(TitleOfText, does_not_count_the_line_break_of_windows) {
  EXPECT_EQ(title_of_text("Ferry Runs Aground\r\n\r\nThe ferry ran aground.\r\n"), "Ferry Runs Aground");
}

TEST(TitleOfText, survives_a_line_of_nothing_but_quotes) {
  EXPECT_EQ(title_of_text(std::string(100, '"') + kBody), std::nullopt);
}

}  // namespace
}  // namespace stemma
