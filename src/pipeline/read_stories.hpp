// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/pair_alignment.hpp"
#include "base/telling.hpp"
#include "corpus/corpus_reader.hpp"
#include "pipeline/stage.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// Stories whose tokens are held; largest first, ties by first document id.
struct StoryGroups {
  std::vector<StoryTellings> stories;
  std::vector<std::optional<Grouping>> grouped;  ///< By story: why.
};

/// What comes after the passages, where all is held at once: a story of an archive, two texts to be compared.
[[nodiscard]] Report read_stories(
  Corpus corpus,
  StoryGroups groups,
  std::vector<std::vector<PairAlignment>> const& alignments,
  std::uint64_t crowded_groups,
  Options const& options,
  StageRunner& stages
);

}  // namespace stemma
