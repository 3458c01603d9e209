// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stemma/model.hpp"
#include "stemma/options.hpp"
#include "trees/story_evidence.hpp"

namespace stemma {

/// Trees: here is one story in twelve papers, who copied whom?
///
/// In    alignments, variation units and times of one story.
/// Out   parents, lost sources, merges, independent origins; confidence and direction, "unknown" included.
/// How   asymmetric parent scores, Chu-Liu/Edmonds with virtual roots, further parents by what the first cannot explain.
/// Cost  n² in the tellings of the story.
class TreeBuilder {
 public:
  explicit TreeBuilder(Options const& options);

  [[nodiscard]] Stemma build(StoryEvidence const& evidence) const;

 private:
  Options options_;
};

}  // namespace stemma
