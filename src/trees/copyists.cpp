// SPDX-License-Identifier: Apache-2.0
#include "trees/copyists.hpp"

#include <algorithm>
#include <vector>

#include "trees/share.hpp"

namespace stemma {

namespace {

/// A copy that lacks this share of the words is a fragment.
constexpr double kLargePart = 0.1;

bool is_fragment(FamilyMember const& member, std::uint32_t words) {
  double lacking = 0;
  for (Lacuna const& lacuna : member.lacunae) {
    lacking += lacuna.end - lacuna.begin;
  }
  return lacking > kLargePart * words;
}

void count_readings(CopyFamily const& family, Copyists& copyists) {
  std::size_t crowded = 0;
  std::size_t others = 0;
  std::size_t slips = 0;
  for (Place const& place : family.places) {
    crowded += static_cast<std::size_t>(place.readings.size() > 2);
    for (std::size_t i = 1; i < place.readings.size(); ++i) {
      ++others;
      slips += static_cast<std::size_t>(place.readings[i].is_slip);
    }
  }
  copyists.crowded = share_of_all(static_cast<double>(crowded), family.places.size());
  copyists.places = share_of_all(static_cast<double>(family.places.size()), family.words);
  copyists.slips = share_of_all(static_cast<double>(slips), others);
}

void count_changes(CopyFamily const& family, FamilyGrowth const& growth, Copyists& copyists) {
  auto const& table = growth.table();
  auto const& near = growth.near();
  std::vector<std::size_t> changes(table.places(), 0);
  std::size_t links = 0;
  for (FamilyNode node = 0; node < near.size(); ++node) {
    for (auto const other : near[node]) {
      if (other < node) {
        continue;
      }
      ++links;
      copyists.mean_length += growth.length(node, other) / ReadingTable::kUnit;
      auto const one = table.row(node).readings;
      auto const two = table.row(other).readings;
      for (std::size_t p = 0; p < table.places(); ++p) {
        bool const is_told = one[p] != ReadingTable::kNothing && two[p] != ReadingTable::kNothing;
        changes[p] += static_cast<std::size_t>(is_told && one[p] != two[p]);
      }
    }
  }
  std::size_t all = 0;
  std::size_t least = 0;
  std::size_t troubled = 0;
  for (std::size_t p = 0; p < table.places(); ++p) {
    auto const& readings = family.places[p].readings;
    all += changes[p];
    least += readings.size() - 1;
    troubled += static_cast<std::size_t>(changes[p] >= readings.size());
  }
  copyists.mean_length = share_of_all(copyists.mean_length, links);
  copyists.mean_changes = share_of_all(static_cast<double>(all), links);
  copyists.conflict = share_of_all(static_cast<double>(all), least);
  copyists.troubled = share_of_all(static_cast<double>(troubled), table.places());
}

}  // namespace

Copyists describe_copyists(CopyFamily const& family, FamilyGrowth const& growth) {
  Copyists copyists;
  copyists.copies = growth.members();
  auto const& near = growth.near();
  std::size_t lost = 0;
  for (auto node = growth.members(); node < near.size(); ++node) {
    lost += static_cast<std::size_t>(!near[node].empty());
  }
  copyists.lost = share_of_all(static_cast<double>(lost), growth.members());
  auto const fragments = std::ranges::count_if(family.members, [&](FamilyMember const& member) {
    return is_fragment(member, family.words);
  });
  copyists.fragments = share_of_all(static_cast<double>(fragments), growth.members());
  count_readings(family, copyists);
  count_changes(family, growth, copyists);
  return copyists;
}

}  // namespace stemma
