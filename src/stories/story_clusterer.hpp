// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/sketch.hpp"
#include "base/telling.hpp"
#include "stemma/model.hpp"
#include "stemma/options.hpp"
#include "stemma/story_parts.hpp"

namespace stemma {

/// Which documents tell one event.
struct StoryGroups {
  std::vector<StoryTellings> stories;  ///< Largest first, ties by first document id; every telling is in exactly one.
  std::vector<std::optional<Grouping>> grouped;  ///< By story: why; none for a single telling.
  std::vector<NearestStories>
    nearest_not_merged;  ///< Sorted by falling similarity; each story's nearest neighbour once.
};

/// Stories: here are all texts, which of them tell the same event?
///
/// In    all tellings, and the pairs that share copied wording; what a larger pile has taught, where they are a part of one.
/// Out   a partition into stories; for each why its tellings were grouped, and the nearest story that was not merged.
/// How   names, numbers and dates as identity, wording as similarity; average link, guarded against chains.
/// Cost  sparse: postings of telling words; no n × n table.
class StoryClusterer {
 public:
  explicit StoryClusterer(Options const& options);

  [[nodiscard]] StoryGroups cluster(
    std::span<Telling const> tellings, std::span<CopyPair const> pairs, StoryPile const* taught = nullptr
  ) const;

 private:
  Options options_;
};

}  // namespace stemma
