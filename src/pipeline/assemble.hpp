// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/pair_alignment.hpp"
#include "base/telling.hpp"
#include "corpus/corpus_reader.hpp"
#include "pipeline/stage.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// What was left out of account in a run as a whole. Nothing is left out silently.
struct Reservations {
  bool has_gazetteer = true;
  std::uint64_t crowded_groups = 0;  ///< Shared runs of words too common to be compared text by text.
};

/// What was found about a story.
struct StoryFindings {
  std::optional<Grouping> grouped;
  Stemma stemma;
  std::vector<ApparatusEntry> apparatus;
  std::vector<NamedPlace> places;
};

/// The documents as tellings. Both arguments must outlive the result.
[[nodiscard]] std::vector<Telling> tellings_of(std::span<Document const> documents, std::span<TokenText const> texts);

/// Aligns the close pairs of a story, in parallel.
[[nodiscard]] std::vector<PairAlignment> align_story(StoryTellings const& story, unsigned threads);

/// The same for each story, in parallel over all pairs of all stories.
[[nodiscard]] std::vector<std::vector<PairAlignment>> align_stories(
  std::span<StoryTellings const> stories, StageRunner& stages
);

/// Puts the products of all rooms together.
[[nodiscard]] Story assemble_story(
  StoryTellings const& story, std::span<PairAlignment const> alignments, StoryFindings findings
);

/// Puts all stories into one report, and says what was left out of account.
[[nodiscard]] Report assemble(
  Corpus corpus,
  std::vector<Story> stories,
  std::vector<NearestStories> nearest_not_merged,
  Reservations const& reservations
);

}  // namespace stemma
