// SPDX-License-Identifier: Apache-2.0
#include "pipeline/story_reader.hpp"

#include "base/parallel_for.hpp"
#include "facts/named_places.hpp"
#include "pipeline/assemble.hpp"
#include "pipeline/close_pairs.hpp"
#include "stemma/error.hpp"
#include "stories/grouping.hpp"

namespace stemma {

namespace {

enum Part : std::size_t { kTokens, kPassages, kFacts, kCollation, kTrees, kApparatus };

constexpr std::size_t kLargeStory = 24;  // tellings, from which on threads that have nothing else to do help with it

std::optional<Grouping> grouping_of(StoryTellings const& story, TaughtWords const& words) {
  if (story.tellings.size() < 2) {
    return std::nullopt;
  }
  std::vector<WordVector> vectors;
  std::vector<WordVector const*> views;
  for (Telling const& telling : story.tellings) {
    vectors.push_back(words.vector_of(*telling.tokens));
  }
  for (WordVector const& vector : vectors) {
    views.push_back(&vector);
  }
  return explain_grouping(story, views);
}

/// What the passages of a story take if all its tellings are copies: words linked one by one, in each pair that is aligned.
double most_passage_bytes(std::span<DocId const> story, std::span<Document const> documents) {
  constexpr double of_text_byte = 3;
  std::size_t text_bytes = 0;
  for (DocId const id : story) {
    text_bytes += documents[index_of(id)].text.size();
  }
  auto const others = aligns_all_pairs(story.size(), text_bytes) ? static_cast<double>(story.size() - 1) / 2
                                                                 : static_cast<double>(kNearestTellings);
  return of_text_byte * static_cast<double>(text_bytes) * others;
}

}  // namespace

void check_stories_fit(
  std::span<std::vector<DocId> const> stories, std::span<Document const> documents, Options const& options
) {
  if (options.memory_bytes == 0) {
    return;
  }
  for (auto const& story : stories) {
    auto const bytes = most_passage_bytes(story, documents);
    if (bytes > static_cast<double>(options.memory_bytes)) {
      throw Error{
        ErrorKind::BadOption,
        "one story has " + std::to_string(story.size()) + " tellings, that of \"" +
          documents[index_of(story.front())].id + "\"; to compare them may take " +
          std::to_string(static_cast<std::uint64_t>(bytes) >> 20U) +
          " MiB of memory, more than a trace may hold. Give it more, or leave out copies first (stemma dedup --emit)"};
    }
  }
}

Story StoryReader::read(
  std::span<DocId const> story, std::span<Document const> documents, TokensOf const& tokens_of, TaughtWords const& words
) const {
  auto const threads = story.size() < kLargeStory ? 1 : threads_;
  auto const texts = clock_.time(kTokens, [&] {
    std::vector<TokenText> tokens(story.size());
    parallel_for(story.size(), threads, [&](std::size_t i) { tokens_of(index_of(story[i]), tokens[i]); });
    return tokens;
  });
  StoryTellings tellings;
  for (std::size_t i = 0; i < story.size(); ++i) {
    tellings.tellings.push_back({story[i], &documents[index_of(story[i])], &texts[i]});
  }
  auto grouped = clock_.time(kTokens, [&] { return grouping_of(tellings, words); });
  auto const alignments = clock_.time(kPassages, [&] { return align_story(tellings, threads); });
  return read(tellings, alignments, std::move(grouped));
}

Story StoryReader::read(
  StoryTellings const& story, std::span<PairAlignment const> alignments, std::optional<Grouping> grouped
) const {
  auto const facts = clock_.time(kFacts, [&] { return facts_.read(story); });
  auto const units = clock_.time(kCollation, [&] { return collator_.collate(story, facts, alignments); });
  auto stemma = clock_.time(kTrees, [&] { return trees_.build({story, facts, alignments, units}); });
  return clock_.time(kApparatus, [&] {
    auto apparatus = apparatus_.build(story, facts, units, stemma);
    return assemble_story(
      story, alignments, {std::move(grouped), std::move(stemma), std::move(apparatus), named_places(story, facts)}
    );
  });
}

}  // namespace stemma
