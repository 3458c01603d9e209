// SPDX-License-Identifier: Apache-2.0
#include "trees/family_tree.hpp"

#include <algorithm>
#include <array>
#include <random>

#include <gtest/gtest.h>

namespace stemma {
namespace {

/// A family whose members have the readings given, a letter a place: '0' the majority's, '1', '2' others, '-' lacking.
CopyFamily family_of(std::vector<std::string> const& members) {
  CopyFamily family;
  family.words = static_cast<std::uint32_t>(members.front().size());
  for (std::uint32_t p = 0; p < family.words; ++p) {
    Place place{p, {}};
    for (char const letter : {'0', '1', '2'}) {
      auto const carriers =
        std::ranges::count_if(members, [&](std::string const& member) { return member[p] == letter; });
      if (letter == '0' || carriers > 0) {
        place.readings.push_back({static_cast<std::uint64_t>(letter), static_cast<std::uint32_t>(carriers), 3.5, false}
        );
      }
    }
    family.places.push_back(place);
  }
  for (WitnessIndex w = 0; w < members.size(); ++w) {
    FamilyMember member{w, {}, {}, {}};
    for (std::uint32_t p = 0; p < family.words; ++p) {
      if (members[w][p] != '0') {
        auto const& readings = family.places[p].readings;
        auto const reading =
          std::ranges::find(readings, static_cast<std::uint64_t>(members[w][p]), &PlaceReading::word) -
          readings.begin();
        member.departures.push_back({p, members[w][p] == '-' ? kLacking : static_cast<std::uint32_t>(reading)});
      }
    }
    family.members.push_back(member);
  }
  return family;
}

FamilyTree grow_family_tree(CopyFamily const& family, std::optional<FamilyNode> root) {
  FamilyGrowth growth{ReadingTable{family}, 1};
  growth.grow();
  auto const merges = take_merges(growth, 1);
  return hang_family(family, growth, merges, root);
}

bool links(FamilyTree const& tree, FamilyNode one, FamilyNode other) {
  return std::ranges::any_of(tree.links, [&](FamilyLink const& link) {
    return (link.parent == one && link.child == other) || (link.parent == other && link.child == one);
  });
}

TEST(FamilyTree, HangsACopyOnTheOneWhoseReadingsItHas) {
  auto const tree = grow_family_tree(family_of({"000000000000", "111000000000", "111111000000", "000000000111"}), 0);
  EXPECT_EQ(tree.lost, 0U);
  EXPECT_TRUE(links(tree, 0, 1));
  EXPECT_TRUE(links(tree, 1, 2));
  EXPECT_TRUE(links(tree, 0, 3));
}

TEST(FamilyTree, PutsALostCopyWhereTwoAgreeInWhatNoOtherHas) {
  auto const tree = grow_family_tree(
    family_of({"000000000000000000000", "111111111111000000000", "111111000000111111000", "000000000000000000111"}), 0
  );
  EXPECT_EQ(tree.lost, 1U);
  EXPECT_TRUE(links(tree, 4, 1));
  EXPECT_TRUE(links(tree, 4, 2));
  EXPECT_TRUE(links(tree, 0, 4));
}

TEST(FamilyTree, ReadingsWeighLessWhereManyAreMadeTwiceOrMended) {
  auto const family = family_of({"000000000", "100000000", "110000000", "001000000"});
  ReadingTable calm{family};
  ReadingTable troubled{family};
  troubled.weigh(1.5);
  EXPECT_EQ(calm.changes(1, 2), 1U);
  EXPECT_LT(troubled.distance(0, 1), calm.distance(0, 1));
  // What one copy alone has loses more than what two have.
  EXPECT_LT(troubled.distance(0, 3) * calm.distance(0, 1), troubled.distance(0, 1) * calm.distance(0, 3));
  calm.weigh(1);
  EXPECT_EQ(calm.distance(0, 3), ReadingTable{family}.distance(0, 3));
}

TEST(FamilyTree, AFragmentIsNotNearToAllBecauseItLacksWhatWouldSetItApart) {
  auto const tree = grow_family_tree(family_of({"000000000000", "111100000000", "222200000000", "1111--------"}), 0);
  EXPECT_TRUE(links(tree, 1, 3));
  EXPECT_FALSE(links(tree, 2, 3));
}

/// The fourth follows the second at first, then the third.
std::vector<std::string> const kMixed{
  "000000000000000000000000000000000000", "100100100100100100100100100100100100",
  "020020020020020020020020020020020020", "100100100100100100020020020020020020"};

TEST(FamilyTree, ACopyThatChangesItsExemplarHangsOnBoth) {
  auto const tree = grow_family_tree(family_of(kMixed), 0);
  EXPECT_TRUE(links(tree, 1, 3));
  EXPECT_TRUE(links(tree, 2, 3));
  EXPECT_EQ(std::ranges::count(tree.links, FamilyNode{3}, &FamilyLink::child), 2);
}

TEST(FamilyTree, TheRootIsGivenEvenIfItLooksMixed) {
  auto const tree = grow_family_tree(family_of(kMixed), 3);
  EXPECT_EQ(tree.root, 3U);
  EXPECT_EQ(std::ranges::count(tree.links, FamilyNode{3}, &FamilyLink::child), 0);
}

TEST(FamilyTree, IsTheSameForAnyNumberOfThreads) {
  std::vector<std::string> members;
  for (std::size_t m = 0; m < 24; ++m) {
    std::string member(120, '0');
    for (std::size_t p = 0; p < member.size(); ++p) {
      member[p] = (p * 7 + m / 3 * 5) % 11 < 3 ? '1' : (p * 13 + m * 3) % 17 == 0 ? '2' : '0';
    }
    members.push_back(member);
  }
  auto const family = family_of(members);
  FamilyGrowth one{ReadingTable{family}, 1};
  FamilyGrowth many{ReadingTable{family}, 3};
  one.grow();
  many.grow();
  EXPECT_EQ(take_merges(one, 1).size(), take_merges(many, 3).size());
  EXPECT_EQ(one.near(), many.near());
}

TEST(FamilyTree, SaysEachNodeButTheRootOnce) {
  auto const tree = grow_family_tree(family_of({"0000", "1000", "0100", "0010", "0001"}), std::nullopt);
  EXPECT_EQ(tree.links.size(), 4U + tree.lost);
  for (FamilyLink const& link : tree.links) {
    EXPECT_GE(link.confidence, 0);
    EXPECT_LE(link.confidence, 1);
    EXPECT_GE(link.direction, 0);
    EXPECT_LE(link.direction, 1);
  }
}

TEST(ReadingTable, what_differs_is_summed_as_one_place_after_the_other_would_be) {
  std::mt19937 random{11};
  for (std::size_t const places : {0U, 1U, 7U, 1023U, 1024U, 2500U}) {
    std::array<ReadingTable::Copy, 2> copies;
    for (auto& copy : copies) {
      for (std::size_t p = 0; p < places; ++p) {
        auto const kind = random() % 8;
        copy.readings.push_back(kind == 0 ? ReadingTable::kNothing : static_cast<std::uint16_t>(kind % 3));
        copy.weights.push_back(static_cast<std::uint16_t>(kind == 0 ? 0U : ReadingTable::kMostWeight - random() % 2));
      }
    }
    for (std::size_t begin = 0; begin <= places; begin += 1 + places / 3) {
      std::uint32_t expected = 0;
      for (auto p = begin; p < places; ++p) {
        bool const is_other = copies[0].readings[p] != copies[1].readings[p];
        expected += is_other ? std::min(copies[0].weights[p], copies[1].weights[p]) : 0U;
      }
      EXPECT_EQ(ReadingTable::differing_weight(copies[0].row(), copies[1].row(), begin, places), expected);
    }
  }
}

}  // namespace
}  // namespace stemma
