// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "trees/copy_family.hpp"

namespace stemma {

/// What a node of a family's tree has at the places of the family: its departures from the majority, sorted by place.
using Profile = std::vector<Departure>;

/// How far two copies are apart: the weight of the places at which both have something and not the same.
[[nodiscard]] double distance(CopyFamily const& family, Profile const& one, Profile const& other);

/// What a lost copy between three would save: the weight of the places at which `a` and `b` agree against `middle`.
[[nodiscard]] double saved_by_median(
  CopyFamily const& family, Profile const& middle, Profile const& a, Profile const& b
);

/// What two of three have; where all differ, what the middle one has.
[[nodiscard]] Profile median(Profile const& middle, Profile const& a, Profile const& b);

/// Natural log of how much likelier `later` was copied from `earlier` than the other way round.
[[nodiscard]] double lean(CopyFamily const& family, Profile const& earlier, Profile const& later);

}  // namespace stemma
