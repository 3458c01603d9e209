// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "apparatus/apparatus_builder.hpp"
#include "base/pair_alignment.hpp"
#include "base/telling.hpp"
#include "collation/collator.hpp"
#include "facts/fact_reader.hpp"
#include "pipeline/stage.hpp"
#include "stemma/model.hpp"
#include "stories/taught_words.hpp"
#include "trees/tree_builder.hpp"

namespace stemma {

/// Says no where a story of these is too large to be read in what the options allow. About: what its passages take at most.
void check_stories_fit(
  std::span<std::vector<DocId> const> stories, std::span<Document const> documents, Options const& options
);

/// Opens the doors for one story after another, from several threads at once. What is needed for one story only is forgotten with it.
class StoryReader {
 public:
  static constexpr std::array<std::string_view, 6> kParts{"tokens",    "passages", "facts",
                                                          "collation", "trees",    "apparatus"};

  using Clock = PartClock<kParts.size()>;

  StoryReader(Options const& options, Clock& clock)
      : threads_{options.threads}, clock_{clock}, facts_{options}, trees_{options} {}

  /// A story of a pile, with why its tellings were grouped: from their texts on.
  [[nodiscard]] Story read(
    std::span<DocId const> story,
    std::span<Document const> documents,
    TokensOf const& tokens_of,
    TaughtWords const& words
  ) const;

  /// What comes after the passages.
  [[nodiscard]] Story read(
    StoryTellings const& story, std::span<PairAlignment const> alignments, std::optional<Grouping> grouped
  ) const;

  [[nodiscard]] bool has_gazetteer() const noexcept { return facts_.has_gazetteer(); }

 private:
  unsigned threads_;
  Clock& clock_;
  FactReader facts_;
  Collator collator_;
  TreeBuilder trees_;
  ApparatusBuilder apparatus_;
};

}  // namespace stemma
