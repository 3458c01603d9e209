// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>

#include "trees/parent_scores.hpp"

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
  using Hours = std::chrono::duration<double, std::ratio<3600>>;
  auto const early = *story_.tellings[parent].document->published - *story_.tellings[child].document->published;
  double const hours = std::chrono::duration_cast<Hours>(early).count();
  return -kClockWrong - kClockPerDoubling * std::log2(1 + hours);
}

}  // namespace stemma
