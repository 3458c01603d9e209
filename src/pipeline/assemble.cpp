// SPDX-License-Identifier: Apache-2.0
#include "pipeline/assemble.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "base/assert.hpp"
#include "base/parallel_for.hpp"
#include "passages/passage_aligner.hpp"
#include "passages/prepared_text.hpp"
#include "pipeline/close_pairs.hpp"

namespace stemma {

namespace {

Span span_of(Telling const& telling, TokenRange range) {
  auto const& tokens = telling.tokens->tokens;
  STEMMA_ASSERT(range.begin_token < range.end_token && range.end_token <= tokens.size(), "a passage has words");
  return {telling.id, tokens[range.begin_token].begin_byte, tokens[range.end_token - 1].end_byte};
}

std::vector<Passage> passages_of(StoryTellings const& story, std::span<PairAlignment const> alignments) {
  std::vector<Passage> passages;
  for (PairAlignment const& pair : alignments) {
    for (AlignedPassage const& passage : pair.passages) {
      passages.push_back(
        {passage.kind, passage.similarity, span_of(story.tellings[pair.left], passage.left),
         span_of(story.tellings[pair.right], passage.right)}
      );
    }
  }
  return passages;
}

/// A story is headed by the title of its first telling that has one, in the order of the stemma's roots.
std::string title_of(StoryTellings const& story, Stemma const& stemma) {
  std::vector<Telling const*> order;
  for (OriginGroup const& group : stemma.origin_groups) {
    if (index_of(group.root) < story.tellings.size()) {
      order.push_back(&story.tellings[index_of(group.root)]);
    }
  }
  for (Telling const& telling : story.tellings) {
    order.push_back(&telling);
  }
  for (Telling const* telling : order) {
    if (telling->document->title) {
      return *telling->document->title;
    }
  }
  for (Telling const* telling : order) {
    if (!telling->tokens->sentences.empty()) {
      return std::string{telling->tokens->text_of(telling->tokens->sentences.front().tokens)};
    }
  }
  return "";
}

/// Says what was left out of account, in words.
std::vector<InputNote> notices_of(
  std::span<Story const> stories, std::span<Document const> documents, Reservations const& reservations
) {
  std::vector<InputNote> notices;
  if (!reservations.has_gazetteer) {
    notices.push_back(
      {"gazetteer",
       {},
       "none is installed: places are told apart, but not looked up (tools/setup makes one, --gazetteer names one)"}
    );
  }
  if (reservations.crowded_groups > 0) {
    notices.push_back(
      {"stock phrases",
       {},
       std::to_string(reservations.crowded_groups) +
         " runs of words stand in very many texts; they count for nothing when copies are sought"}
    );
  }
  for (Story const& story : stories) {
    auto const tellings = story.stemma.witnesses.size();
    std::size_t bytes = 0;
    for (DocId const witness : story.stemma.witnesses) {
      bytes += documents[index_of(witness)].text.size();
    }
    if (!aligns_all_pairs(tellings, bytes)) {
      notices.push_back(
        {"large story",
         {},
         "of " + std::to_string(tellings) + " tellings each was compared with the " + std::to_string(kNearestTellings) +
           " nearest only"}
      );
    }
  }
  return notices;
}

/// Texts are prepared for all their pairs at once, but in a story of so many bytes that this would take more memory than all else.
bool may_be_prepared(StoryTellings const& story) {
  constexpr std::size_t most_bytes = std::size_t{16} << 20U;
  std::size_t bytes = 0;
  for (Telling const& telling : story.tellings) {
    bytes += telling.tokens->text.size();
  }
  return bytes <= most_bytes;
}

}  // namespace

std::vector<Telling> tellings_of(std::span<Document const> documents, std::span<TokenText const> texts) {
  std::vector<Telling> tellings;
  tellings.reserve(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    tellings.push_back({DocId{static_cast<std::uint32_t>(i)}, &documents[i], &texts[i]});
  }
  return tellings;
}

std::vector<PairAlignment> align_story(StoryTellings const& story, unsigned threads) {
  auto const close = close_pairs(story);
  std::vector<PairAlignment> alignments(close.size());
  auto const text = [&](std::size_t telling) -> TokenText const& { return *story.tellings[telling].tokens; };
  std::vector<std::optional<PreparedText>> prepared(story.tellings.size());
  if (may_be_prepared(story)) {
    parallel_for(prepared.size(), threads, [&](std::size_t i) { prepared[i].emplace(text(i)); });
  }
  parallel_for(close.size(), threads, [&](std::size_t i) {
    auto const [left, right] = close[i];
    alignments[i] = prepared[left] ? PassageAligner{}.align(*prepared[left], *prepared[right])
                                   : PassageAligner{}.align(text(left), text(right));
    alignments[i].left = left;
    alignments[i].right = right;
  });
  return alignments;
}

std::vector<std::vector<PairAlignment>> align_stories(std::span<StoryTellings const> stories, StageRunner& stages) {
  return stages.each(stories.size(), [&](std::size_t s) { return align_story(stories[s], stages.threads()); });
}

Story assemble_story(StoryTellings const& story, std::span<PairAlignment const> alignments, StoryFindings findings) {
  Story assembled;
  assembled.title = title_of(story, findings.stemma);
  assembled.grouped = std::move(findings.grouped);
  assembled.passages = passages_of(story, alignments);
  assembled.stemma = std::move(findings.stemma);
  assembled.apparatus = std::move(findings.apparatus);
  assembled.places = std::move(findings.places);
  return assembled;
}

Report assemble(
  Corpus corpus,
  std::vector<Story> stories,
  std::vector<NearestStories> nearest_not_merged,
  Reservations const& reservations
) {
  Report report;
  report.stories = std::move(stories);
  report.nearest_not_merged = std::move(nearest_not_merged);
  report.documents = std::move(corpus.documents);
  report.skipped = std::move(corpus.skipped);
  report.notices = std::move(corpus.notices);
  std::ranges::move(notices_of(report.stories, report.documents, reservations), std::back_inserter(report.notices));
  return report;
}

}  // namespace stemma
