// SPDX-License-Identifier: Apache-2.0
#include "apparatus/apparatus_builder.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/collation/hand_made_story.hpp"

namespace stemma {

namespace {

using testing::HandMadeStory;

/// Three tellings in a chain; the second changes a number that the third inherits.
class AChainOfThree : public ::testing::Test {
 protected:
  AChainOfThree() {
    made.tell("Crews closed the breach with 46,000 sandbags on Wednesday night.");
    made.tell("Crews closed the breach with 64,000 sandbags on Wednesday night.");
    made.tell("Crews sealed the breach with 64,000 sandbags on Wednesday.");
    unit.kind = VariationKind::Number;
    unit.change = ChangeKind::Substitution;
    unit.readings = {
      {"64000 sandbag", {{1, made.range(1, "64,000")}, {2, made.range(2, "64,000")}}},
      {"46000 sandbag", {{0, made.range(0, "46,000")}}}};
    for (std::uint32_t w = 0; w < 3; ++w) {
      stemma.witnesses.push_back(DocId{w});
    }
    stemma.edges = {
      {NodeId{0}, NodeId{1}, Direction::Known, 0.9, 1, {}, {}},
      {NodeId{1}, NodeId{2}, Direction::Known, 0.9, 1, {}, {}}};
    stemma.origin_groups = {{NodeId{0}, {DocId{0}, DocId{1}, DocId{2}}}};
  }

  [[nodiscard]] std::vector<ApparatusEntry> build() const {
    std::vector<VariationUnit> const units{unit};
    return ApparatusBuilder{}.build(made.story(), made.facts(), units, stemma);
  }

  HandMadeStory made;
  VariationUnit unit;
  Stemma stemma;
};

TEST_F(AChainOfThree, AChangedNumberIsOneEntryThatNamesWhoBeganIt) {
  auto const entries = build();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_GE(entries[0].severity, 0.5);
  ASSERT_EQ(entries[0].readings.size(), 2U);
  EXPECT_EQ(entries[0].readings[0].text, "46,000");
  EXPECT_EQ(entries[0].readings[0].first, DocId{0});
  EXPECT_EQ(entries[0].readings[1].text, "64,000");
  EXPECT_EQ(entries[0].readings[1].first, DocId{1});
  EXPECT_EQ(entries[0].readings[1].spans.size(), 2U);
}

TEST_F(AChainOfThree, ALabelSaysWhatIsCounted) {
  EXPECT_EQ(build()[0].label, "sandbags on Wednesday night");
}

TEST_F(AChainOfThree, ANoteTellsThatDigitsChangedPlaces) {
  EXPECT_EQ(build()[0].note, "two digits have changed places");
}

TEST_F(AChainOfThree, ADifferenceOfIndependentTellingsWeighsLessThanACopyingChange) {
  auto const copied = build()[0].severity;
  stemma.edges.clear();
  EXPECT_LT(build()[0].severity, copied);
}

TEST_F(AChainOfThree, ADetailThatOnlyAnIndependentTellingHasIsNotInvented) {
  unit.kind = VariationKind::Detail;
  unit.change = ChangeKind::Addition;
  unit.readings = {{"380000 euro", {{0, made.range(0, "on Wednesday night")}}}};
  unit.omission = {1, 2};
  auto const entries = build();
  EXPECT_TRUE(entries.empty() || entries[0].severity < 0.5);
}

TEST_F(AChainOfThree, ADetailThatACopyAddsIsOne) {
  unit.kind = VariationKind::Detail;
  unit.change = ChangeKind::Addition;
  unit.readings = {{"380000 euro", {{1, made.range(1, "on Wednesday night")}}}};
  unit.omission = {0, 2};
  auto const entries = build();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_GE(entries[0].severity, 0.5);
}

}  // namespace

}  // namespace stemma
