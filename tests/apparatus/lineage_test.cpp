// SPDX-License-Identifier: Apache-2.0
#include "apparatus/lineage.hpp"

#include <deque>
#include <utility>

#include <gtest/gtest.h>

namespace stemma {

namespace {

/// Witnesses 0…n-1 published an hour apart, with the given edges; nodes from n on are lost sources.
class Tradition {
 public:
  Tradition(
    std::uint32_t witnesses, std::uint32_t lost, std::vector<std::pair<std::uint32_t, std::uint32_t>> const& edges
  ) {
    for (std::uint32_t w = 0; w < witnesses; ++w) {
      documents_.emplace_back().published = UtcTime{std::chrono::hours{w}};
      story_.tellings.push_back({DocId{w}, &documents_.back(), nullptr});
      stemma_.witnesses.push_back(DocId{w});
    }
    stemma_.lost_sources = lost;
    for (auto const& [parent, child] : edges) {
      stemma_.edges.push_back({NodeId{parent}, NodeId{child}, Direction::Known, 0.9, 1, {}, {}});
    }
  }

  [[nodiscard]] Lineage lineage() const { return Lineage{story_, stemma_}; }

  [[nodiscard]] Document& document(std::size_t witness) { return documents_[witness]; }

 private:
  std::deque<Document> documents_;
  StoryTellings story_;
  Stemma stemma_;
};

TEST(Lineage, TheFirstCarrierIsTheOneWhoseSourcesLackTheReading) {
  Tradition const tradition{4, 0, {{0, 1}, {1, 2}, {1, 3}}};
  EXPECT_EQ(tradition.lineage().first_carrier({1, 2, 3}, {1, 1, 1, 1}), WitnessIndex{1});
}

TEST(Lineage, AParentThatLacksThePlaceIsPassedThrough) {
  Tradition const tradition{3, 0, {{0, 1}, {1, 2}}};
  EXPECT_EQ(tradition.lineage().first_carrier({0, 2}, {1, 0, 1}), WitnessIndex{0});
}

TEST(Lineage, OfSeveralIndependentFirstCarriersTheEarliestIsNamed) {
  Tradition const tradition{3, 0, {{0, 1}, {0, 2}}};
  EXPECT_EQ(tradition.lineage().first_carrier({1, 2}, {1, 1, 1}), WitnessIndex{1});
}

TEST(Lineage, WithoutTimesTheFirstOfSeveralCannotBeTold) {
  Tradition tradition{3, 0, {{0, 1}, {0, 2}}};
  tradition.document(1).published.reset();
  EXPECT_EQ(tradition.lineage().first_carrier({1, 2}, {1, 1, 1}), std::nullopt);
}

TEST(Lineage, ALostSourceSpeaksThroughItsOtherDescendants) {
  Tradition const tradition{3, 1, {{3, 0}, {3, 1}, {1, 2}}};
  auto const sources = tradition.lineage().sources_of(0, {1, 0, 1});
  EXPECT_TRUE(sources.above.empty());
  EXPECT_EQ(sources.through_lost, (std::set<WitnessIndex>{2}));
}

TEST(Lineage, ACycleThatShouldNotBeDoesNotHang) {
  Tradition const tradition{2, 0, {{0, 1}, {1, 0}}};
  EXPECT_EQ(tradition.lineage().descendants_of(0), (std::set<WitnessIndex>{0, 1}));
}

}  // namespace

}  // namespace stemma
