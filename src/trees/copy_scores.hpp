// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "trees/copy_family.hpp"
#include "trees/witness_set.hpp"

namespace stemma {

/// CopyScores: of two copies of one text word for word, how well do the readings of one explain those of the other?
///
/// In    the families of a story; later, who is thought to descend from whom.
/// Out   what a child's readings weigh that its parents lack (natural log, never above 0).
/// How   a reading that the parents lack, though a copy that does not descend from the child has it, was hit on twice: dear, by
///       how unlikely that is; cheap where the parent's is a slip that any copyist mends. A reading of the child's own costs
///       nothing, but for one: no copyist can have it from a slip without mending that.
/// Cost  a weighing is linear in what the two depart from the majority.
class CopyScores {
 public:
  CopyScores(std::size_t witnesses, std::vector<CopyFamily> families);

  void set_descendants(std::span<WitnessSet const> descendants);

  [[nodiscard]] bool are_copies(WitnessIndex one, WitnessIndex other) const;

  /// Both in one family with the child; `first` and `second` may be the same.
  [[nodiscard]] double weigh(WitnessIndex child, WitnessIndex first, WitnessIndex second) const;

  /// Share of the longest copy that a member has.
  [[nodiscard]] double extent(WitnessIndex witness) const;

  [[nodiscard]] std::span<CopyFamily const> families() const { return families_; }

 private:
  struct Home {
    std::uint32_t family = 0;
    std::uint32_t member = 0;
  };

  [[nodiscard]] FamilyMember const& member(Home home) const { return families_[home.family].members[home.member]; }

  /// Who departs from the majority at a place, and to what.
  struct Departing {
    std::uint32_t member = 0;
    std::uint32_t reading = 0;
  };

  /// Whether another than the child and its descendants has the reading of a place.
  [[nodiscard]] bool is_attested(Home child, std::uint32_t place, std::uint32_t reading) const;
  [[nodiscard]] double cost(Home child, std::uint32_t place, std::uint32_t own, std::uint32_t of_parent) const;

  std::vector<CopyFamily> families_;
  std::vector<std::optional<Home>> homes_;                      ///< By witness.
  std::vector<std::vector<std::vector<Departing>>> departing_;  ///< By family and place.
  std::vector<WitnessSet> descendants_;                         ///< By witness.
  std::vector<std::vector<std::uint32_t>>
    outsiders_;  ///< By family and member: how many others do not descend from it.
};

}  // namespace stemma
