// SPDX-License-Identifier: Apache-2.0
#include "trees/unit_scores.hpp"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace stemma {

namespace {

constexpr WitnessIndex kAgency = 0;
constexpr WitnessIndex kCopy = 1;
constexpr WitnessIndex kOther = 2;
constexpr WitnessIndex kStranger = 3;
std::vector<WitnessIndex> const kNumbers = {0, 1, 2, 3};

VariationUnit unit(VariationKind kind, std::vector<std::pair<std::string, std::vector<WitnessIndex>>> const& readings) {
  VariationUnit made;
  made.kind = kind;
  made.change = ChangeKind::Substitution;
  for (auto const& [key, carriers] : readings) {
    auto& reading = made.readings.emplace_back();
    reading.key = key;
    for (auto const witness : carriers) {
      reading.spans.push_back({witness, {0, 1}});
    }
  }
  return made;
}

void set(UnitScores& scores, Draft const& draft) {
  scores.set_draft(draft, descendants_of(draft), roots_of(draft));
}

/// The copy has a town of its own; a stranger confirms the agency's.
UnitScores town() {
  std::vector const units = {unit(VariationKind::Place, {{"brennick", {kAgency, kStranger}}, {"brenner", {kCopy}}})};
  UnitScores scores{4, units, kNumbers};
  set(scores, Draft{{{}, {kAgency}, {}, {}}});
  return scores;
}

TEST(UnitScores, a_reading_that_a_stranger_confirms_is_dearer_to_come_by_than_a_new_one) {
  auto const scores = town();
  EXPECT_LT(scores.weigh(kAgency, kCopy, kCopy), scores.weigh(kCopy, kAgency, kAgency));
  EXPECT_LT(scores.weigh(kCopy, kAgency, kAgency), 0);
}

TEST(UnitScores, what_either_parent_has_costs_nothing) {
  auto const scores = town();
  EXPECT_EQ(scores.weigh(kAgency, kCopy, kStranger), 0);
}

TEST(UnitScores, a_change_that_two_copyists_hit_on_costs_less_than_one_that_an_origin_confirms) {
  std::vector const units = {
    unit(VariationKind::Place, {{"lavrio", {kAgency}}, {"rafina", {kCopy, kOther, kStranger}}})};
  UnitScores scores{4, units, kNumbers};
  set(scores, Draft{{{}, {kAgency}, {kAgency}, {kOther}}});
  double const by_copyists = scores.weigh(kCopy, kAgency, kAgency);
  set(scores, Draft{{{}, {kAgency}, {kAgency}, {}}});
  EXPECT_LT(scores.weigh(kCopy, kAgency, kAgency), by_copyists);
}

TEST(UnitScores, a_hedge_is_lost_more_easily_than_it_comes_back) {
  std::vector const units = {unit(VariationKind::Modality, {{"hedged", {kAgency}}, {"plain", {kCopy}}})};
  UnitScores const scores{4, units, kNumbers};
  EXPECT_LT(scores.weigh(kAgency, kCopy, kCopy), scores.weigh(kCopy, kAgency, kAgency));
  EXPECT_GT(scores.lean(kCopy, kAgency), 0);
  EXPECT_EQ(scores.lean(kCopy, kAgency), -scores.lean(kAgency, kCopy));
}

TEST(UnitScores, a_link_leans_towards_the_telling_that_has_more) {
  std::vector units = {unit(VariationKind::Number, {{"19 car", {kAgency}}})};
  units.front().omission = {kCopy};
  UnitScores const scores{4, units, kNumbers};
  EXPECT_GT(scores.lean(kCopy, kAgency), 0);
}

TEST(UnitScores, only_strangers_confirm_a_reading) {
  auto const scores = town();
  WitnessSet family{4};
  family.insert(kAgency);
  family.insert(kCopy);
  EXPECT_GT(scores.confirmed(kAgency, kCopy, family), 0);
  EXPECT_EQ(scores.confirmed(kCopy, kAgency, family), 0);
  family.insert(kStranger);
  EXPECT_EQ(scores.confirmed(kAgency, kCopy, family), 0);
}

}  // namespace

}  // namespace stemma
