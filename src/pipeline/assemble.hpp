// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/pair_alignment.hpp"
#include "base/telling.hpp"
#include "corpus/corpus_reader.hpp"
#include "pipeline/stage.hpp"
#include "stemma/model.hpp"
#include "stories/story_clusterer.hpp"

namespace stemma {

/// What was left out of account in a run as a whole. Nothing is left out silently.
struct Reservations {
  bool has_gazetteer = true;
  std::uint64_t crowded_groups = 0;  ///< Shared runs of words too common to be compared text by text.
};

/// What was found about each story, in the order of the stories.
struct StoryFindings {
  std::vector<std::vector<PairAlignment>> const& alignments;
  std::vector<Stemma> stemmata;
  std::vector<std::vector<ApparatusEntry>> apparatus;
  std::vector<std::vector<NamedPlace>> places;
  Reservations reservations;
};

/// The documents as tellings. Both arguments must outlive the result.
[[nodiscard]] std::vector<Telling> tellings_of(std::span<Document const> documents, std::span<TokenText const> texts);

/// Aligns the close pairs of each story, in parallel over all pairs of all stories.
[[nodiscard]] std::vector<std::vector<PairAlignment>> align_stories(
  std::span<StoryTellings const> stories, StageRunner& stages
);

/// Says what was left out of account, in words.
[[nodiscard]] std::vector<InputNote> notices_of(
  std::span<StoryTellings const> stories, Reservations const& reservations
);

/// Puts the products of all stages into one report.
[[nodiscard]] Report assemble(Corpus corpus, StoryGroups groups, StoryFindings findings);

}  // namespace stemma
