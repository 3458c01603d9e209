// SPDX-License-Identifier: Apache-2.0
#include "facts/quote_scanner.hpp"

#include <gtest/gtest.h>

#include "tests/facts/read_story.hpp"

namespace stemma {
namespace {

using testing::ReadStory;
using Texts = std::vector<std::string>;

Texts quotes(std::string text) {
  ReadStory const story{{std::move(text)}};
  Texts out;
  for (Mention const& mention : story.all(MentionKind::Quote)) {
    out.push_back(story.text(0, mention.tokens));
  }
  return out;
}

Texts speakers(std::string text) {
  Texts out;
  for (Mention const& mention : ReadStory{{std::move(text)}}.all(MentionKind::Quote)) {
    out.push_back(mention.speaker);
  }
  return out;
}

TEST(QuoteScanner, reads_every_style_of_marks) {
  for (std::string const quote :
       {"\"We left.\"", "“We left.”", "„We left.“", "«We left.»", "»We left.«", "‘We left.’", "'We left.'"}) {
    EXPECT_EQ(quotes(quote + " Then they came."), Texts{"We left."}) << quote;
  }
}

TEST(QuoteScanner, reads_a_mark_that_faces_the_wrong_way) {
  EXPECT_EQ(quotes("The words—’We are slowly moving’—echo here."), Texts{"We are slowly moving"});
}

TEST(QuoteScanner, tells_apostrophes_from_marks) {
  EXPECT_EQ(
    quotes("The soldiers' tents and the town's 'chaotic and urgent' evacuation weren't ready."),
    Texts{"chaotic and urgent"}
  );
  EXPECT_EQ(quotes("He called it ‘the farmers’ lucky day’ at last."), Texts{"the farmers’ lucky day"});
  EXPECT_EQ(quotes("In the ’90s they didn’t."), Texts{});
}

TEST(QuoteScanner, keeps_nested_quotes_whole) {
  EXPECT_EQ(quotes("\"He said 'go' and we went,\" she said."), Texts{"He said 'go' and we went,"});
}

TEST(QuoteScanner, follows_a_quote_over_paragraphs) {
  EXPECT_EQ(
    quotes("\"It broke at night.\n\"We left at dawn,\" Anna Pavlou said."),
    (Texts{"It broke at night.", "We left at dawn,"})
  );
  EXPECT_EQ(
    quotes("The analyst warned, ‘It is far from over.\nThe test will come.’"),
    Texts{"It is far from over.\nThe test will come."}
  );
}

TEST(QuoteScanner, reads_interrupted_quotes_as_two_with_one_speaker) {
  std::string const text = "\"It was on our list,\" said Anna Pavlou, the chief engineer. \"It did not wait.\"";
  EXPECT_EQ(quotes(text), (Texts{"It was on our list,", "It did not wait."}));
  EXPECT_EQ(speakers(text), (Texts{"pavlou", "pavlou"}));
}

TEST(QuoteScanner, finds_the_speaker_on_either_side_of_the_verb) {
  EXPECT_EQ(speakers("\"We left,\" Anna Pavlou said."), Texts{"pavlou"});
  EXPECT_EQ(speakers("Anna Pavlou, the mayor of the town, said: \"We left.\""), Texts{"pavlou"});
  EXPECT_EQ(speakers("\"We left,\" said the board's chief engineer, Anna Pavlou."), Texts{"pavlou"});
  EXPECT_EQ(speakers("\"We left,\" said a military analyst."), Texts{"military analyst"});
}

TEST(QuoteScanner, finds_the_person_behind_a_pronoun) {
  EXPECT_EQ(speakers("Anna Pavlou, a nurse, spends her nights in the hall. \"We left,\" she said."), Texts{"pavlou"});
  EXPECT_EQ(speakers("Anna Pavlou, a nurse, met Henryk Kopietz, her father. \"We left,\" she said."), Texts{"pavlou"});
}

TEST(QuoteScanner, bears_many_unbalanced_marks) {
  for (std::string const mark : {" \"a", " 'a", " ‘a", "a’ ", "“„«", "\"", " ‘a\n"}) {
    std::string text;
    for (int i = 0; i < 20000; ++i) {
      text += mark;
    }
    EXPECT_LE(quotes(text).size(), 20000U);
  }
}

}  // namespace
}  // namespace stemma
