// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "trees/witness_set.hpp"

namespace stemma {

/// A stemma in the making, without lost sources: the parents of each witness, none for a root.
struct Draft {
  std::vector<std::vector<WitnessIndex>> parents;

  [[nodiscard]] friend bool operator==(Draft const&, Draft const&) = default;
};

/// Per witness all that descend from it. Of a draft with a cycle the witnesses on it descend from themselves.
[[nodiscard]] std::vector<WitnessSet> descendants_of(Draft const& draft);

/// Witnesses without parents.
[[nodiscard]] WitnessSet roots_of(Draft const& draft);

/// How surely a reading of the witness was there before him, 0…1, by those who have it and did not take it from a parent:
/// 1 where an origin outside of his descent has it; where others hit on it too, all but the first of them needed luck.
[[nodiscard]] double attestation(
  WitnessSet const& makers, WitnessSet const& roots, WitnessSet const& descendants, WitnessIndex witness
);

[[nodiscard]] bool has_cycle(Draft const& draft);

/// Roots with all witnesses that hang on them by single parents, merges and what hangs on merges left out.
struct Descent {
  WitnessIndex root = 0;
  std::vector<WitnessIndex> members;  ///< Sorted; contains the root.
};

[[nodiscard]] std::vector<Descent> lineages_of(Draft const& draft);

/// The members most worth trying as root in place of the one found: those that most others hang on, and the root itself.
[[nodiscard]] std::vector<WitnessIndex> roots_to_try(Descent const& lineage, Draft const& draft);

/// The same links with another member of the lineage as its root.
[[nodiscard]] Draft rerooted(Draft const& draft, Descent const& lineage, WitnessIndex root);

}  // namespace stemma
