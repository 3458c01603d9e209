// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/sketch.hpp"
#include "stemma/model.hpp"
#include "stemma/options.hpp"
#include "stories/taught_words.hpp"

namespace stemma {

/// Which documents tell one event.
struct FoundStories {
  std::vector<std::vector<DocId>>
    stories;  ///< Largest first, ties by first document id; every document is in exactly one.
  std::vector<NearestStories>
    nearest_not_merged;  ///< Sorted by falling similarity; each story's nearest neighbour once.
};

/// Stories: here are all texts, which of them tell the same event?
///
/// In    all documents, sorted by id, a way to have their tokens, what their words tell, and the pairs that share copied wording.
/// Out   a partition into stories, and for each the nearest story that was not merged. Why the tellings of one were grouped says
///       `explain_grouping` (src/stories/grouping.hpp) of the vectors that the words give.
/// How   names, numbers and dates as identity, wording as similarity; average link, guarded against chains.
/// Cost  sparse: postings of telling words; no n × n table. The texts are read through once; 8 bytes for each different word of each text,
///       and some kilobytes a text for which it is like.
class StoryClusterer {
 public:
  explicit StoryClusterer(Options const& options);

  [[nodiscard]] FoundStories cluster(
    std::span<Document const> documents,
    TokensOf const& tokens_of,
    TaughtWords const& words,
    std::span<CopyPair const> pairs
  ) const;

 private:
  Options options_;
};

}  // namespace stemma
