// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "corpus/corpus_reader.hpp"
#include "pairs/pair_finder.hpp"
#include "pipeline/assemble.hpp"
#include "pipeline/check_options.hpp"
#include "pipeline/read_stories.hpp"
#include "pipeline/stage.hpp"
#include "pipeline/story_reader.hpp"
#include "sketches/sketcher.hpp"
#include "stemma/stemma.hpp"
#include "stories/story_clusterer.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

CopyPairs find_pairs(std::span<Document const> documents, Options const& options, StageRunner& stages) {
  auto sketches = stages.run("sketches", [&] {
    return stages.each(documents.size(), [&](std::size_t i) { return Sketcher{}.sketch(documents[i].text); });
  });
  return stages.run("pairs", [&] { return PairFinder{options.threads}.find(std::move(sketches), documents); });
}

Report trace(Corpus corpus, Options const& options, StageRunner& stages, StoryPile const* pile = nullptr) {
  auto const& documents = corpus.documents;
  // Tokens take eight times as much as their text: they are made anew where they are needed, and not kept.
  TokensOf const tokens_of = [&](std::size_t i, TokenText& tokens) { Tokenizer{}.tokenize(documents[i], tokens); };
  auto pairs = find_pairs(documents, options, stages);
  auto const words = stages.run("words", [&] {
    return TaughtWords{documents.size(), tokens_of, options.threads, pile};
  });
  auto found =
    stages.run("stories", [&] { return StoryClusterer{options}.cluster(documents, tokens_of, words, pairs.pairs); });
  pairs.pairs = {};
  check_stories_fit(found.stories, documents, options);
  StoryReader::Clock clock{StoryReader::kParts};
  StoryReader const reader{options, clock};
  auto stories = stages.run("read", clock, [&] {
    return stages.each(found.stories.size(), [&](std::size_t s) {
      return reader.read(found.stories[s], documents, tokens_of, words);
    });
  });
  Reservations const reservations{reader.has_gazetteer(), pairs.crowded_groups};
  return assemble(std::move(corpus), std::move(stories), std::move(found.nearest_not_merged), reservations);
}

}  // namespace

Report read_stories(
  Corpus corpus,
  StoryGroups groups,
  std::vector<std::vector<PairAlignment>> const& alignments,
  std::uint64_t crowded_groups,
  Options const& options,
  StageRunner& stages
) {
  StoryReader::Clock clock{StoryReader::kParts};
  StoryReader const reader{options, clock};
  auto stories = stages.run("read", clock, [&] {
    return stages.each(groups.stories.size(), [&](std::size_t s) {
      return reader.read(groups.stories[s], alignments[s], std::move(groups.grouped[s]));
    });
  });
  return assemble(std::move(corpus), std::move(stories), {}, {reader.has_gazetteer(), crowded_groups});
}

Pipeline::Pipeline(Options options, ProgressListener listener)
    : options_{std::move(options)}, listener_{std::move(listener)} {
  check_options(options_);
}

Report Pipeline::run(std::span<std::filesystem::path const> paths) const {
  StageRunner stages{options_.threads, listener_};
  auto corpus = stages.run("corpus", [&] { return CorpusReader{options_}.read(paths); });
  Report report = trace(std::move(corpus), options_, stages);
  report.timings = stages.timings();
  return report;
}

Report Pipeline::run(std::vector<Document> documents) const {
  StageRunner stages{options_.threads, listener_};
  auto corpus = stages.run("corpus", [&] { return CorpusReader{options_}.adopt(std::move(documents)); });
  Report report = trace(std::move(corpus), options_, stages);
  report.timings = stages.timings();
  return report;
}

Report Pipeline::run(DocumentRows const& rows) const {
  return run_rows(rows, nullptr);
}

Report Pipeline::run(DocumentRows const& rows, StoryPile const& pile) const {
  return run_rows(rows, &pile);
}

Report Pipeline::run_rows(DocumentRows const& rows, StoryPile const* pile) const {
  StageRunner stages{options_.threads, listener_};
  auto corpus = stages.run("corpus", [&] { return CorpusReader{options_}.adopt(rows); });
  Report report = trace(std::move(corpus), options_, stages, pile);
  report.timings = stages.timings();
  return report;
}

}  // namespace stemma
