// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "trees/parent_scores.hpp"
#include "trees/stamps.hpp"

// What the stamps say for a link, and against it.

namespace stemma {

namespace {

// Where more than this share of a family of copies is stamped, stamps tell its order.
constexpr double kStampsTell = 0.5;

// Clocks: a stamp before the parent's needs a wrong clock; the further off, the less likely.
constexpr double kClockWrong = 0.3;
constexpr double kClockPerDoubling = 0.8;

}  // namespace

bool ParentScores::is_dated(CopyFamily const& family) const {
  auto const stamped = std::ranges::count_if(family.members, [&](FamilyMember const& member) {
    return uses_clocks() && story_.tellings[member.witness].document->published.has_value();
  });
  return static_cast<double>(stamped) > kStampsTell * static_cast<double>(family.members.size());
}

bool ParentScores::are_stamped(WitnessIndex one, WitnessIndex other) const {
  return uses_clocks() && story_.tellings[one].document->published && story_.tellings[other].document->published;
}

bool ParentScores::is_stamped_before(WitnessIndex child, WitnessIndex parent) const {
  auto const& born = story_.tellings[child].document->published;
  auto const& source = story_.tellings[parent].document->published;
  return uses_clocks() && born && source && *born < *source;
}

double ParentScores::weigh_time(WitnessIndex child, WitnessIndex parent) const {
  if (!is_stamped_before(child, parent)) {
    return 0;
  }
  double const early = hours_between(*story_.tellings[child].document, *story_.tellings[parent].document);
  return -kClockWrong - kClockPerDoubling * std::log2(1 + early);
}

}  // namespace stemma
