// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "trees/copy_family.hpp"
#include "trees/family_growth.hpp"

namespace stemma {

/// Those who made the copies of one family, as the copies show them.
struct Copyists {
  std::size_t copies = 0;
  double mean_length = 0;   ///< What sets two linked copies apart (natural log).
  double mean_changes = 0;  ///< Of readings, on a link.
  double conflict = 1;      ///< Changes of readings in the tree, for each that there must be at least.
  double troubled = 0;      ///< Share of the places that have more changes than they must.
  double crowded = 0;       ///< Share of the places at which there are three readings or more.
  double places = 0;        ///< At which copies differ, for each word.
  double slips = 0;         ///< Of the readings that most copies do not have, share of those that show as slips.
  double fragments = 0;     ///< Share of the copies that lack a large part.
  double lost = 0;          ///< Lost copies for each that is there.
};

/// Copyists: here are copies and their tree, what were those like who made them?
///
/// In    a family and its grown tree.
/// Out   how much they changed, how often several made or mended the same, and what kinds of faults they made: from this it is
///       reckoned how far their tree can be trusted.
/// How   counts over links, places and readings.
/// Cost  links × places.
[[nodiscard]] Copyists describe_copyists(CopyFamily const& family, FamilyGrowth const& growth);

}  // namespace stemma
