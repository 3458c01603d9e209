// SPDX-License-Identifier: Apache-2.0
#include "collation/collator.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/collation/hand_made_story.hpp"

namespace stemma {

namespace {

using testing::HandMadeStory;

std::vector<VariationUnit> collate(HandMadeStory const& made) {
  return Collator{}.collate(made.story(), made.facts(), made.alignments());
}

std::vector<VariationUnit> varying(std::vector<VariationUnit> units, VariationKind kind) {
  std::erase_if(units, [&](VariationUnit const& unit) { return unit.kind != kind || unit.readings.size() < 2; });
  return units;
}

void mark_number(HandMadeStory& made, WitnessIndex witness, std::string_view words, double value, std::string unit) {
  auto& mention = made.mark(witness, MentionKind::Number, words, std::string(words) + " " + unit);
  mention.value = value;
  mention.unit = std::move(unit);
}

TEST(Collator, AChangedNumberAtOnePlaceIsOneUnitOverAllTellings) {
  HandMadeStory made;
  made.tell("Crews closed the breach with 46,000 sandbags on Wednesday night.");
  made.tell("Crews closed the breach with 46,000 sandbags late on Wednesday night.");
  made.tell("Crews sealed the breach with 64,000 sandbags on Wednesday night.");
  mark_number(made, 0, "46,000", 46000, "sandbag");
  mark_number(made, 1, "46,000", 46000, "sandbag");
  mark_number(made, 2, "64,000", 64000, "sandbag");
  auto const units = varying(collate(made), VariationKind::Number);
  ASSERT_EQ(units.size(), 1U);
  ASSERT_EQ(units[0].readings.size(), 2U);
  EXPECT_EQ(units[0].readings[0].spans.size(), 2U);
  EXPECT_EQ(made.text_of(2, units[0].readings[1].spans[0].tokens), "64,000");
  EXPECT_EQ(units[0].change, ChangeKind::Substitution);
}

TEST(Collator, RoundFiguresAreOneReading) {
  HandMadeStory made;
  made.tell("Officials said that 1,140 people left their homes before sunrise.");
  made.tell("Officials said that more than 1,100 people left their homes before sunrise.");
  mark_number(made, 0, "1,140", 1140, "people");
  mark_number(made, 1, "1,100", 1100, "people");
  const_cast<Mention&>(made.facts()[1].mentions[0]).bound = Bound::MoreThan;
  EXPECT_TRUE(varying(collate(made), VariationKind::Number).empty());
}

TEST(Collator, AGarbledNameIsOneUnitHoweverOftenItStands) {
  HandMadeStory made;
  made.tell("Water reached Vranjevo before dawn. Streets of Vranjevo stood under water.");
  made.tell("Water reached Vrajnevo before dawn. Streets of Vrajnevo stood under water.");
  for (WitnessIndex witness = 0; witness < 2; ++witness) {
    auto const name = witness == 0 ? "Vranjevo" : "Vrajnevo";
    auto const key = witness == 0 ? "vranjevo" : "vrajnevo";
    made.mark(witness, MentionKind::Place, name, key);
    auto& second = made.mark(witness, MentionKind::Place, name, key);
    auto const streets = made.range(witness, "Streets of").end_token;
    second.tokens = {streets, streets + 1};
    second.sentence = 1;
  }
  auto const units = varying(collate(made), VariationKind::Place);
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].change, ChangeKind::Spelling);
  EXPECT_EQ(units[0].readings[0].spans.size(), 2U);
  EXPECT_EQ(units[0].readings[1].spans.size(), 2U);
}

TEST(Collator, ADroppedHedgeShowsBothStatements) {
  HandMadeStory made;
  made.tell("The steering gear may have failed while the ferry turned into the harbour.");
  made.tell("The steering gear failed while the ferry turned into the harbour.");
  made.mark(0, MentionKind::Hedge, "may", "may");
  auto const units = varying(collate(made), VariationKind::Modality);
  ASSERT_EQ(units.size(), 1U);
  for (UnitReading const& reading : units[0].readings) {
    auto const text = made.text_of(reading.spans[0].witness, reading.spans[0].tokens);
    EXPECT_NE(text.find("steering gear"), std::string_view::npos);
    EXPECT_EQ(text.find("may") != std::string_view::npos, reading.key == "hedged");
  }
}

TEST(Collator, AQuoteVariesSentenceBySentence) {
  HandMadeStory made;
  made.tell("\"The river came fast tonight. It did not wait.\" Sekulin told reporters about the levee.");
  made.tell("\"The river came fast tonight. Nobody warned them.\" Sekulin told reporters about the levee.");
  for (WitnessIndex witness = 0; witness < 2; ++witness) {
    auto& quote = made.mark(witness, MentionKind::Quote, "The river came fast tonight.", "q");
    quote.tokens.end_token = made.range(witness, "\" Sekulin").begin_token;
    quote.speaker = "sekulin";
    quote.speaker_tokens = made.range(witness, "Sekulin");
  }
  auto const units = varying(collate(made), VariationKind::Quote);
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].change, ChangeKind::Rewording);
  std::vector<std::string> keys{units[0].readings[0].key, units[0].readings[1].key};
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(keys, (std::vector<std::string>{"it did not wait", "nobody warned them"}));
}

TEST(Collator, TheSameWordsInAnotherMouthAreOneUnit) {
  HandMadeStory made;
  made.tell("\"What stands there now is only a bandage.\" Matijas told reporters beside the levee.");
  made.tell("\"What stands there now is only a bandage.\" Sekulin told reporters beside the levee.");
  for (WitnessIndex witness = 0; witness < 2; ++witness) {
    auto& quote = made.mark(witness, MentionKind::Quote, "What stands there now is only a bandage.", "q");
    auto const name = witness == 0 ? "Matijas" : "Sekulin";
    quote.speaker = name;
    quote.speaker_tokens = made.range(witness, name);
  }
  auto const units = varying(collate(made), VariationKind::Quote);
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].change, ChangeKind::Substitution);
}

TEST(Collator, AQuoteBrokenByItsSpeakerIsOneQuote) {
  HandMadeStory made;
  made.tell("\"The culvert stood on the list.\" Sekulin told reporters. \"It did not wait.\" Crews went home.");
  made.tell("\"The culvert stood on the list.\" Sekulin told reporters. \"We should have gone.\" Crews went home.");
  for (WitnessIndex witness = 0; witness < 2; ++witness) {
    auto& first = made.mark(witness, MentionKind::Quote, "The culvert stood on the list.", "q");
    first.speaker = "sekulin";
    first.speaker_tokens = made.range(witness, "Sekulin");
    made.mark(witness, MentionKind::Quote, witness == 0 ? "It did not wait." : "We should have gone.", "q");
  }
  auto const units = varying(collate(made), VariationKind::Quote);
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].readings.size(), 2U);
  EXPECT_EQ(units[0].change, ChangeKind::Rewording);
}

TEST(Collator, AReportThatBecomesConfidentialIsAnotherSource) {
  HandMadeStory made;
  made.tell("The retreat has cost the town dearly, according to a report by the Morning Herald.");
  made.tell("The retreat has cost the town dearly, according to a confidential report by the Morning Herald.");
  made.mark(0, MentionKind::Attribution, "according to a report by the Morning Herald", "report herald").source_kind =
    "report";
  auto& second =
    made.mark(1, MentionKind::Attribution, "according to a confidential report by the Morning Herald", "leak herald");
  second.source_kind = "leak";
  second.source.is_secret = true;
  auto const units = varying(collate(made), VariationKind::Attribution);
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].change, ChangeKind::Substitution);
}

TEST(Collator, OneSourceInOtherWordsIsNoVariation) {
  HandMadeStory made;
  made.tell("The office of the mayor said that repairs will take months.");
  made.tell("The mayor said that repairs will take months.");
  auto& first = made.mark(0, MentionKind::Attribution, "The office of the mayor said", "said office");
  auto& second = made.mark(1, MentionKind::Attribution, "The mayor said", "said mayor");
  first.source_kind = second.source_kind = "said";
  first.speaker = "office";
  second.speaker = "mayor";
  EXPECT_TRUE(varying(collate(made), VariationKind::Attribution).empty());
}

TEST(Collator, APreliminaryFindingThatIsNotRepeatedLosesNoCaution) {
  HandMadeStory made;
  made.tell("Investigators will present preliminary findings within sixty days of the derailment.");
  made.tell("Investigators will present first results within sixty days of the derailment.");
  made.mark(0, MentionKind::Hedge, "preliminary", "preliminary");
  EXPECT_TRUE(varying(collate(made), VariationKind::Modality).empty());
}

TEST(Collator, TheWeekdayAndTheDayOfADateChangeAsOne) {
  HandMadeStory made;
  made.tell("The line will reopen before Tuesday, September 29 at the earliest.");
  made.tell("The line will reopen before Sunday, September 27 at the earliest.");
  for (WitnessIndex witness = 0; witness < 2; ++witness) {
    made.mark(witness, MentionKind::Date, witness == 0 ? "Tuesday" : "Sunday", witness == 0 ? "tuesday" : "sunday")
      .unit = "weekday";
    made
      .mark(
        witness, MentionKind::Date, witness == 0 ? "September 29" : "September 27", witness == 0 ? "09-29" : "09-27"
      )
      .unit = "day";
  }
  auto const units = varying(collate(made), VariationKind::Date);
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(
    made.text_of(
      1, units[0].readings[0].spans[0].witness == 1 ? units[0].readings[0].spans[0].tokens
                                                    : units[0].readings[1].spans[0].tokens
    ),
    "Sunday, September 27"
  );
}

TEST(Collator, AnotherFormOfANumberIsNoAddition) {
  auto const adds = [](std::string_view last, double value) {
    HandMadeStory made;
    made.tell("Rescuers freed 23 tired workers at the silo. All of them saw the stars again before dawn.");
    made.tell(
      "Rescuers freed tired workers at the silo. The " + std::string{last} + " of them saw the stars again before dawn."
    );
    made.mark(0, MentionKind::Number, "23", "23 person").value = 23;
    auto& ordinal = made.mark(1, MentionKind::Number, last, "ordinal");
    ordinal.value = value;
    ordinal.unit = "of";
    auto const units = collate(made);
    return std::any_of(units.begin(), units.end(), [](auto const& unit) {
      return unit.change == ChangeKind::Addition;
    });
  };
  EXPECT_FALSE(adds("twenty-third", 23));
  EXPECT_TRUE(adds("thirty-first", 31));
}

TEST(Collator, LeaveToDoAThingIsNoHedge) {
  HandMadeStory made;
  made.tell("Motorists may fetch their cars from the ferry on Monday.");
  made.tell("Motorists can fetch their cars from the ferry on Monday.");
  made.mark(0, MentionKind::Hedge, "may", "possible");
  EXPECT_EQ(varying(collate(made), VariationKind::Modality).size(), 0U);
}

TEST(Collator, OmissionIsToldFromLacuna) {
  HandMadeStory made;
  made.tell("Relatives took in families from the lower streets of the town. Engineers plan repairs worth 380 millions."
  );
  made.tell("Relatives took in families from the lower streets of the town. Engineers plan repairs.");
  made.tell("Relatives took in families from the lower streets of the town.");
  mark_number(made, 0, "380", 380, "millions");
  auto units = collate(made);
  std::erase_if(units, [](VariationUnit const& unit) { return unit.kind != VariationKind::Detail; });
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].change, ChangeKind::Addition);
  EXPECT_EQ(units[0].omission, (std::vector<WitnessIndex>{1}));
  EXPECT_EQ(units[0].lacuna, (std::vector<WitnessIndex>{2}));
}

TEST(Collator, AStoryOfOneTellingHasNoVariation) {
  HandMadeStory made;
  made.tell("Crews closed the breach with 46,000 sandbags on Wednesday night.");
  mark_number(made, 0, "46,000", 46000, "sandbag");
  for (VariationUnit const& unit : collate(made)) {
    EXPECT_EQ(unit.change, ChangeKind::Same);
  }
}

TEST(Collator, AnEmptyTellingDoesNoHarm) {
  HandMadeStory made;
  made.tell("");
  made.tell("Water reached the town before dawn.");
  EXPECT_TRUE(varying(collate(made), VariationKind::Place).empty());
}

}  // namespace

}  // namespace stemma
