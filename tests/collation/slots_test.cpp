// SPDX-License-Identifier: Apache-2.0
#include "collation/slots.hpp"

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "reference/join_slots.hpp"

namespace stemma {

namespace {

std::deque<Site> sites_of(std::vector<WitnessIndex> const& witnesses) {
  std::deque<Site> sites;
  for (WitnessIndex const witness : witnesses) {
    Site site;
    site.witness = witness;
    site.key = std::to_string(sites.size());
    sites.push_back(site);
  }
  return sites;
}

bool never(SiteId, SiteId) {
  return false;
}

TEST(JoinSlots, JoinsWhatCorrespondsOverAllWitnesses) {
  auto const sites = sites_of({0, 1, 2});
  auto const slots = join_slots(sites, {{0, 1, ChangeKind::Same, 0.9}, {1, 2, ChangeKind::Substitution, 0.6}}, never);
  ASSERT_EQ(slots.size(), 1U);
  EXPECT_EQ(slots[0].sites, (std::vector<SiteId>{0, 1, 2}));
  EXPECT_EQ(slots[0].links.size(), 2U);
}

TEST(JoinSlots, KeepsTwoThingsOfOneTellingApart) {
  auto const sites = sites_of({0, 1, 1});
  auto const slots =
    join_slots(sites, {{0, 2, ChangeKind::Substitution, 0.7}, {0, 1, ChangeKind::Substitution, 0.8}}, never);
  ASSERT_EQ(slots.size(), 2U);
  EXPECT_EQ(slots[0].sites, (std::vector<SiteId>{0, 1}));
}

TEST(JoinSlots, AgreementGoesBeforeMoreCertainDifference) {
  auto const sites = sites_of({0, 1, 1});
  auto const slots = join_slots(sites, {{0, 2, ChangeKind::Substitution, 0.9}, {0, 1, ChangeKind::Same, 0.3}}, never);
  EXPECT_EQ(slots[0].sites, (std::vector<SiteId>{0, 1}));
}

TEST(JoinSlots, AgreesWithItsSlowTwinForEveryOrderOfTheCorrespondences) {
  std::mt19937 random{20260416};
  for (int round = 0; round < 60; ++round) {
    std::vector<WitnessIndex> witnesses;
    for (WitnessIndex witness = 0; witness < 6; ++witness) {
      witnesses.insert(witnesses.end(), 1 + random() % 3, witness);
    }
    auto const sites = sites_of(witnesses);
    std::vector<Correspondence> links;
    for (int i = 0; i < 30; ++i) {
      auto const a = static_cast<SiteId>(random() % sites.size());
      auto const b = static_cast<SiteId>(random() % sites.size());
      if (a < b && sites[a].witness != sites[b].witness) {
        auto const change = random() % 2 == 0 ? ChangeKind::Same : ChangeKind::Substitution;
        links.push_back({a, b, change, 0.1 * static_cast<double>(random() % 10)});
      }
    }
    auto const may_share = [](SiteId a, SiteId b) { return (a + b) % 3 == 0; };
    std::vector<reference::SlotLink> twins;
    for (Correspondence const& link : links) {
      twins.push_back({link.left, link.right, link.change != ChangeKind::Same, link.confidence});
    }
    auto const expected = reference::join_slots(witnesses, twins, may_share);
    std::shuffle(links.begin(), links.end(), random);
    std::set<std::set<SiteId>> found;
    for (Slot const& slot : join_slots(sites, links, may_share)) {
      found.insert({slot.sites.begin(), slot.sites.end()});
    }
    EXPECT_EQ(found, expected);
  }
}

}  // namespace

}  // namespace stemma
