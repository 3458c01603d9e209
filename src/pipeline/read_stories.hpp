// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/pair_alignment.hpp"
#include "corpus/corpus_reader.hpp"
#include "pipeline/stage.hpp"
#include "stemma/model.hpp"
#include "stories/story_clusterer.hpp"

namespace stemma {

/// What comes after the passages, for a whole pile and for two texts alike: facts, collation, trees, apparatus, report.
[[nodiscard]] Report read_stories(
  Corpus corpus,
  StoryGroups groups,
  std::vector<std::vector<PairAlignment>> const& alignments,
  std::uint64_t crowded_groups,
  Options const& options,
  StageRunner& stages
);

}  // namespace stemma
