// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/variation_unit.hpp"
#include "trees/draft.hpp"
#include "trees/witness_set.hpp"

namespace stemma {

/// UnitScores: at the places where tellings differ, how well do the parents' readings explain the child's?
///
/// In    the variation units of one story; later, who is thought to descend from whom.
/// Out   natural log of how likely the child's departures from its parents are, never above 0, additive over a stemma.
/// How   per place at which the child has something else than its parents: a reading that a telling outside of the child's
///       descent has too was hardly hit upon twice; one that nobody else has is a change, which every writer makes. A hedge
///       is lost more easily than it comes back. Where the parents lack the place the same is asked of what was added.
/// Cost  a weighing: the places of the child.
class UnitScores {
 public:
  /// `numbers` gives the number of each telling of the units among the `witnesses` that are weighed.
  UnitScores(std::size_t witnesses, std::span<VariationUnit const> units, std::span<WitnessIndex const> numbers);

  /// Tells which witnesses descend from each: these cannot attest what it has.
  void set_draft(Draft const& draft, std::span<WitnessSet const> descendants, WitnessSet const& roots);

  /// `first` and `second` may be the same.
  [[nodiscard]] double weigh(WitnessIndex child, WitnessIndex first, WitnessIndex second) const;

  /// Log-odds that the child was made from the parent rather than the parent from the child, by what was lost between them.
  [[nodiscard]] double lean(WitnessIndex child, WitnessIndex parent) const;

  /// What one telling has that another lacks and that somebody outside of `family` has too (a hedge
  /// needs nobody: it is not added), as weights of surprise.
  [[nodiscard]] double confirmed(WitnessIndex witness, WitnessIndex other, WitnessSet const& family) const;

 private:
  /// What a witness has at a place: readings as bits; none where it has the place and leaves it out.
  struct Held {
    std::uint32_t unit = 0;
    std::uint64_t readings = 0;
    double attested = 0;  ///< How surely it was there before the witness, 0…1.
  };

  struct Place {
    double weight = 0;  ///< How much a departure tells, 0…1.
    VariationKind kind = VariationKind::Detail;
    std::uint64_t hedged = 0;          ///< The readings that hedge.
    std::uint64_t secret = 0;          ///< The readings that claim a leak.
    std::vector<WitnessSet> carriers;  ///< By reading.
  };

  /// How much a place that one has so and the other so leans towards the first as source.
  [[nodiscard]] double lean_at(std::uint32_t unit, Held const* source, Held const* copy) const;
  void add(VariationUnit const& unit, std::span<WitnessIndex const> numbers);
  [[nodiscard]] double cost(Held const& child, std::uint64_t of_parents, bool is_there) const;

  std::vector<Place> places_;
  std::vector<std::vector<Held>> held_;  ///< By witness, sorted by unit.
  std::vector<std::vector<WitnessSet>>
    makers_;  ///< By place and reading: who has it though no parent of his has; room that `set_draft` uses again.
};

}  // namespace stemma
