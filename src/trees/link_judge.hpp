// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "trees/calibration.hpp"
#include "trees/stemma_finder.hpp"

namespace stemma {

/// LinkJudge: here is what was found of a story, what is known of each of its links?
///
/// In    a found stemma.
/// Out   of any of its links what calibration asks. Families of copies: `judged_copy`.
/// Cost  construction n² bits in the different texts; a link is constant.
class LinkJudge {
 public:
  explicit LinkJudge(StemmaFinder const& found);

  /// The child's link to the parent that stands `place`th in the draft.
  [[nodiscard]] JudgedLink link(WitnessIndex child, std::size_t place) const;

  [[nodiscard]] JudgedLost lost(LostSource::Child const& child) const;

  /// The `place`th of those that have the text beside its first, from 0.
  [[nodiscard]] JudgedSame same(SameText const& text, std::size_t place) const;

  [[nodiscard]] Retellers const& retellers() const { return retellers_; }

 private:
  [[nodiscard]] double hours(WitnessIndex parent, WitnessIndex child) const;

  StemmaFinder const& found_;
  std::vector<std::size_t> children_;  ///< By witness, in the draft.
  std::vector<std::size_t> below_;     ///< By witness: that descend from it.
  Retellers retellers_;
};

}  // namespace stemma
