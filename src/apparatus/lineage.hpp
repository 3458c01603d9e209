// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "base/telling.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// What a witness took from whom, asked for one place of the story at a time.
class Lineage {
 public:
  Lineage(StoryTellings const& story, Stemma const& stemma);

  /// The nearest witnesses above `witness` for which `has_place` holds: a parent that lacks the place is passed through
  /// to its own parents. A lost source is answered by its other descendants that have the place (`through_lost`).
  struct Sources {
    std::set<WitnessIndex> above;
    std::set<WitnessIndex> through_lost;
  };

  [[nodiscard]] Sources sources_of(WitnessIndex witness, std::vector<char> const& has_place) const;

  /// Whether no known or lost source stands above the witness.
  [[nodiscard]] bool is_origin(WitnessIndex witness) const { return parents_[witness].empty(); }

  /// Whether any telling is known to have another as its source.
  [[nodiscard]] bool has_edges() const;

  [[nodiscard]] bool has_parent_document(WitnessIndex witness) const;

  /// All witnesses that descend from `witness`, itself included.
  [[nodiscard]] std::set<WitnessIndex> descendants_of(WitnessIndex witness) const;

  /// Whether two witnesses go back to one origin.
  [[nodiscard]] bool share_origin(WitnessIndex a, WitnessIndex b) const;

  /// The longest way down to the witness from an origin, in edges.
  [[nodiscard]] std::uint32_t depth_of(WitnessIndex witness) const { return depth_[witness]; }

  /// The witness at which a reading begins: the one carrier that did not take it from another carrier; of several, the
  /// earliest by publication; none where that cannot be told either.
  [[nodiscard]] std::optional<WitnessIndex> first_carrier(
    std::set<WitnessIndex> const& carriers, std::vector<char> const& has_place
  ) const;

  /// Probability of the surest edge into the witness; 1 where it has none.
  [[nodiscard]] double certainty_of(WitnessIndex witness) const { return certainty_[witness]; }

 private:
  void find_depths();

  StoryTellings const* story_;
  std::size_t witnesses_;
  std::vector<std::vector<std::uint32_t>> parents_;   ///< By node, lost sources behind the witnesses.
  std::vector<std::vector<std::uint32_t>> children_;  ///< By node.
  std::vector<std::set<std::size_t>> origins_;        ///< Origin groups of each witness.
  std::vector<std::uint32_t> depth_;
  std::vector<double> certainty_;
};

}  // namespace stemma
