// SPDX-License-Identifier: Apache-2.0
#include "pipeline/assemble.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "base/assert.hpp"
#include "passages/passage_aligner.hpp"
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

}  // namespace

std::vector<Telling> tellings_of(std::span<Document const> documents, std::span<TokenText const> texts) {
  std::vector<Telling> tellings;
  tellings.reserve(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    tellings.push_back({DocId{static_cast<std::uint32_t>(i)}, &documents[i], &texts[i]});
  }
  return tellings;
}

std::vector<std::vector<PairAlignment>> align_stories(std::span<StoryTellings const> stories, StageRunner& stages) {
  struct Job {
    std::size_t story;
    WitnessIndex left;
    WitnessIndex right;
  };

  std::vector<Job> jobs;
  for (std::size_t s = 0; s < stories.size(); ++s) {
    for (auto const& [left, right] : close_pairs(stories[s])) {
      jobs.push_back({s, left, right});
    }
  }
  auto pairs = stages.each(jobs.size(), [&](std::size_t j) {
    auto const& tellings = stories[jobs[j].story].tellings;
    auto pair = PassageAligner{}.align(*tellings[jobs[j].left].tokens, *tellings[jobs[j].right].tokens);
    pair.left = jobs[j].left;
    pair.right = jobs[j].right;
    return pair;
  });
  std::vector<std::vector<PairAlignment>> alignments(stories.size());
  for (std::size_t j = 0; j < jobs.size(); ++j) {
    alignments[jobs[j].story].push_back(std::move(pairs[j]));
  }
  return alignments;
}

std::vector<InputNote> notices_of(std::span<StoryTellings const> stories, Reservations const& reservations) {
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
  for (StoryTellings const& story : stories) {
    if (story.tellings.size() > kAllPairsTellings) {
      notices.push_back(
        {"large story",
         {},
         "of " + std::to_string(story.tellings.size()) + " tellings each was compared with the " +
           std::to_string(kNearestTellings) + " nearest only"}
      );
    }
  }
  return notices;
}

Report assemble(Corpus corpus, StoryGroups groups, StoryFindings findings) {
  Report report;
  for (std::size_t s = 0; s < groups.stories.size(); ++s) {
    Story story;
    story.title = title_of(groups.stories[s], findings.stemmata[s]);
    story.grouped = std::move(groups.grouped[s]);
    story.passages = passages_of(groups.stories[s], findings.alignments[s]);
    story.stemma = std::move(findings.stemmata[s]);
    story.apparatus = std::move(findings.apparatus[s]);
    story.places = std::move(findings.places[s]);
    report.stories.push_back(std::move(story));
  }
  report.nearest_not_merged = std::move(groups.nearest_not_merged);
  report.documents = std::move(corpus.documents);
  report.skipped = std::move(corpus.skipped);
  report.notices = std::move(corpus.notices);
  std::ranges::move(notices_of(groups.stories, findings.reservations), std::back_inserter(report.notices));
  return report;
}

}  // namespace stemma
