// SPDX-License-Identifier: Apache-2.0
#include "tokens/tokenizer.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/word_form.hpp"

namespace stemma {
namespace {

Document english(std::string text) {
  Document document;
  document.language = "en";
  document.text = std::move(text);
  return document;
}

std::vector<std::string> words_of(std::string const& text) {
  auto const document = english(text);
  auto const tokens = Tokenizer{}.tokenize(document);
  std::vector<std::string> words;
  for (auto const& token : tokens.tokens) {
    words.emplace_back(tokens.text_of(token));
  }
  return words;
}

std::vector<std::string> sentences_of(std::string const& text) {
  auto const document = english(text);
  auto const tokens = Tokenizer{}.tokenize(document);
  std::vector<std::string> sentences;
  for (auto const& sentence : tokens.sentences) {
    sentences.emplace_back(tokens.text_of(sentence.tokens));
  }
  return sentences;
}

using Words = std::vector<std::string>;

TEST(Tokenizer, CutsThePossessiveOff) {
  EXPECT_EQ(words_of("Vranjevo's levee"), (Words{"Vranjevo", "'s", "levee"}));
  EXPECT_EQ(words_of("O’Brien’s don't 2019's"), (Words{"O’Brien", "’s", "don't", "2019", "'s"}));
  EXPECT_EQ(words_of("the passengers' bags"), (Words{"the", "passengers", "'", "bags"}));
}

TEST(Tokenizer, CutsAtHyphensButKeepsDates) {
  EXPECT_EQ(words_of("left-bank on 2026-04-14"), (Words{"left", "-", "bank", "on", "2026-04-14"}));
  EXPECT_EQ(words_of("1,900-hectare"), (Words{"1,900", "-", "hectare"}));
}

TEST(Tokenizer, KeepsNumbersWhole) {
  EXPECT_EQ(words_of("1,900 2.5 3:40 $612,000."), (Words{"1,900", "2.5", "3:40", "$", "612,000", "."}));
  EXPECT_EQ(words_of("12th 1990s 5:20pm 10km"), (Words{"12th", "1990s", "5:20", "pm", "10", "km"}));
  EXPECT_EQ(words_of("In 2019, 40% of"), (Words{"In", "2019", ",", "40", "%", "of"}));
}

TEST(Tokenizer, KeepsDotsOfAbbreviations) {
  EXPECT_EQ(words_of("The U.S. Army"), (Words{"The", "U.S.", "Army"}));
  EXPECT_EQ(words_of("9 a.m. Friday"), (Words{"9", "a.m.", "Friday"}));
  EXPECT_EQ(words_of("Dr. J. D. Vance"), (Words{"Dr.", "J.", "D.", "Vance"}));
  EXPECT_EQ(words_of("No. 5 said no."), (Words{"No.", "5", "said", "no", "."}));
  EXPECT_EQ(words_of("on Jan. 5 in Jan. they"), (Words{"on", "Jan.", "5", "in", "Jan", ".", "they"}));
}

TEST(Tokenizer, CutsScriptsWithoutSpacesLetterByLetter) {
  EXPECT_EQ(words_of("東京は"), (Words{"東", "京", "は"}));
}

TEST(Tokenizer, KeepsCombiningMarksWithTheirLetter) {
  EXPECT_EQ(words_of("Cafe\u0301 bar"), (Words{"Cafe\u0301", "bar"}));
}

TEST(Tokenizer, GivesEqualWordsEqualHashes) {
  auto const document = english("Dr. Smith's U.S. rule: dr smith SMITH us rules");
  auto const text = Tokenizer{}.tokenize(document);
  auto const& tokens = text.tokens;
  EXPECT_EQ(tokens[0].word, hash_word("dr"));
  EXPECT_EQ(tokens[1].word, hash_word("smith"));
  EXPECT_EQ(tokens[1].word, tokens[7].word);
  EXPECT_EQ(tokens[1].word, tokens[8].word);
  EXPECT_EQ(tokens[3].word, tokens[9].word);
  EXPECT_EQ(tokens[4].stem, tokens[10].stem);
  EXPECT_NE(tokens[4].word, tokens[10].word);
}

TEST(Tokenizer, HashesEveryTokenAsItsFoldedForm) {
  auto const document = english("Dr. O’Brien's 2.5 U.S. ÉCOLE... \"Said\" 12th pm. Internationalisation's, end.");
  auto const text = Tokenizer{}.tokenize(document);
  for (auto const& token : text.tokens) {
    EXPECT_EQ(token.word, hash_word(fold_word(text.text_of(token)))) << text.text_of(token);
  }
}

TEST(Tokenizer, WeighsWordsByWhatTheyTell) {
  auto const document = english("The flood reached Vranjevo with 40 people, the US said.");
  auto const text = Tokenizer{}.tokenize(document);
  auto const& tokens = text.tokens;
  EXPECT_EQ(tokens[0].weight, 0);
  EXPECT_EQ(tokens[3].weight, 1);
  EXPECT_EQ(tokens[5].weight, 1);
  EXPECT_GT(tokens[1].weight, tokens[6].weight);
  EXPECT_EQ(tokens[7].weight, 0) << "a comma";
  EXPECT_GT(tokens[9].weight, 0.5) << "US is a name here";
}

TEST(Tokenizer, EndsSentencesWhereReadersDo) {
  EXPECT_EQ(sentences_of("It rained. Then it stopped."), (Words{"It rained.", "Then it stopped."}));
  EXPECT_EQ(
    sentences_of("“Are you sure?” asked Lt. Col. Reed. “Yes.” He left."),
    (Words{"“Are you sure?” asked Lt. Col. Reed.", "“Yes.”", "He left."})
  );
  EXPECT_EQ(
    sentences_of("\"Really?\" Anna Reed asked. No one spoke."), (Words{"\"Really?\" Anna Reed asked.", "No one spoke."})
  );
}

TEST(Tokenizer, DoesNotEndSentencesAfterTitlesInitialsAndClocks) {
  for (std::string const text :
       {"Gov. Gavin Newsom met Sen. J. D. Vance in St. Louis.", "The U.S. Army left at 5 p.m. Friday.",
        "Dr. Martin L. King spoke to Mr. Smith and Mrs. Jones.", "He paid approx. five dollars, e.g. in coins.",
        "On Jan. 5 the ship sank.", "Smith v. Jones was No. 7 on the list.", "SPRINGFIELD, Ore. (Wire) - Rain fell."}) {
    EXPECT_EQ(sentences_of(text), Words{text});
  }
}

TEST(Tokenizer, EndsSentencesAfterAbbreviationsBeforeAWordThatBeginsOne) {
  EXPECT_EQ(sentences_of("It is Bolt Corp. The rest fell."), (Words{"It is Bolt Corp.", "The rest fell."}));
  EXPECT_EQ(sentences_of("He moved to the U.S. He stayed."), (Words{"He moved to the U.S.", "He stayed."}));
  EXPECT_EQ(sentences_of("It closed at 5 p.m. Reporters left."), (Words{"It closed at 5 p.m.", "Reporters left."}));
}

TEST(Tokenizer, EndsParagraphsAtLineEnds) {
  auto document = english("A title. With a stop\nFirst line\nand its rest.\n\nSecond.");
  document.title = "A title. With a stop";
  auto const tokens = Tokenizer{}.tokenize(document);
  ASSERT_EQ(tokens.sentences.size(), 3U);
  EXPECT_EQ(tokens.text_of(tokens.sentences[0].tokens), "A title. With a stop");
  EXPECT_EQ(tokens.text_of(tokens.sentences[1].tokens), "First line\nand its rest.");
  EXPECT_EQ(tokens.sentences[0].paragraph, 0U);
  EXPECT_EQ(tokens.sentences[1].paragraph, 1U);
  EXPECT_EQ(tokens.sentences[2].paragraph, 2U);
}

TEST(Tokenizer, MarksTheFirstWordOfASentenceBehindItsQuote) {
  auto const document = english("“We left,” he said. 12 stayed.");
  auto const text = Tokenizer{}.tokenize(document);
  std::vector<std::string> first;
  for (auto const& token : text.tokens) {
    if (token.begins_sentence) {
      first.emplace_back(text.text_of(token));
    }
  }
  EXPECT_EQ(first, (Words{"We", "12"}));
}

TEST(Tokenizer, ReadsNothingFromNothing) {
  EXPECT_TRUE(words_of("").empty());
  EXPECT_TRUE(sentences_of(" \n\t\n ").empty());
}

}  // namespace
}  // namespace stemma
