// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "trees/draft.hpp"
#include "trees/parent_scores.hpp"

namespace stemma {

/// A source that no document holds, and what betrays it.
struct LostSource {
  struct Child {
    WitnessIndex witness = 0;
    double confidence = 0;  ///< That it goes back to this source, 0…1.
    bool is_told = false;   ///< The texts themselves name the source.
  };

  std::vector<Child> children;  ///< At least two, sorted; the first root among them gave way to the source.
};

/// LostSources: here are roots and their copies, does a root stand where a lost text stood?
///
/// In    a draft and scores whose descendants are set to it.
/// Out   the draft with the betrayed roots and their brothers freed of their links, and the lost sources that take them.
/// How   a root and a copy of it are brothers where neither can have given the other all: the copy has readings that the
///       root lacks and a stranger confirms, and the root has such readings that the copy lacks. One that can be a copy
///       either way round stays one: a lost source is dear. A stamp before the other's counts as part of a reading.
///       Where both carry the credit line of one source that is not there, they are brothers without more. Roots that open
///       with what one absent source told are brothers by that, though less surely.
/// Cost  facts of the roots' children.
struct WithLostSources {
  Draft draft;
  std::vector<LostSource> lost;
};

[[nodiscard]] WithLostSources find_lost_sources(Draft draft, ParentScores const& scores);

}  // namespace stemma
