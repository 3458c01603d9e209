// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "stemma/options.hpp"
#include "trees/copies.hpp"
#include "trees/edge_confidence.hpp"
#include "trees/family_graft.hpp"
#include "trees/lost_sources.hpp"
#include "trees/parent_scores.hpp"
#include "trees/stemma_search.hpp"
#include "trees/story_evidence.hpp"
#include "trees/traits.hpp"

namespace stemma {

/// StemmaFinder: here is one story, what is found of who copied whom?
///
/// In    what is known of the story.
/// Out   its different texts; the draft's links with their weights, lost sources, and the trees of families of copies that stand in
///       the draft's place. Nothing is drawn yet, and no link has its calibrated probability.
/// Cost  n² in the different texts.
class StemmaFinder {
 public:
  StemmaFinder(StoryEvidence const& evidence, Options const& options);

  // The scores refer to the texts and traits beside them.
  StemmaFinder(StemmaFinder const&) = delete;
  StemmaFinder& operator=(StemmaFinder const&) = delete;

  [[nodiscard]] StoryTellings const& story() const { return story_; }

  /// Each different text, with the tellings that have it word for word.
  [[nodiscard]] std::vector<SameText> const& texts() const { return texts_; }

  /// The first telling of each different text: witnesses of all that follows are its numbers.
  [[nodiscard]] StoryTellings const& different() const { return different_; }

  [[nodiscard]] ParentScores const& scores() const { return scores_; }

  /// As it was found, before lost sources and trees of families took links out of it.
  [[nodiscard]] FoundDraft const& draft() const { return draft_; }

  /// How sure each of its links is by weights.
  [[nodiscard]] std::vector<std::vector<LinkConfidence>> const& confidences() const { return confidences_; }

  /// The links that stayed, each with parents in the order of the draft's, and the lost sources.
  [[nodiscard]] WithLostSources const& with_lost() const { return with_lost_; }

  [[nodiscard]] std::vector<Graft> const& grafts() const { return grafts_; }

 private:
  StoryTellings const& story_;
  std::vector<SameText> texts_;
  StoryTellings different_;
  std::vector<TellingTraits> traits_;
  ParentScores scores_;
  FoundDraft draft_;
  std::vector<std::vector<LinkConfidence>> confidences_;
  WithLostSources with_lost_;
  std::vector<Graft> grafts_;
};

}  // namespace stemma
