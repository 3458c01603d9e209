// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "apparatus/apparatus_builder.hpp"
#include "collation/collator.hpp"
#include "corpus/corpus_reader.hpp"
#include "facts/fact_reader.hpp"
#include "facts/named_places.hpp"
#include "pairs/pair_finder.hpp"
#include "passages/passage_aligner.hpp"
#include "pipeline/assemble.hpp"
#include "pipeline/check_options.hpp"
#include "pipeline/read_stories.hpp"
#include "pipeline/stage.hpp"
#include "sketches/sketcher.hpp"
#include "stemma/stemma.hpp"
#include "stories/story_clusterer.hpp"
#include "tokens/tokenizer.hpp"
#include "trees/tree_builder.hpp"

namespace stemma {

namespace {

Report trace(Corpus corpus, Options const& options, StageRunner& stages, StoryPile const* pile = nullptr) {
  auto const& documents = corpus.documents;
  auto const texts = stages.run("tokens", [&] {
    return stages.each(documents.size(), [&](std::size_t i) { return Tokenizer{}.tokenize(documents[i]); });
  });
  auto const sketches = stages.run("sketches", [&] {
    return stages.each(documents.size(), [&](std::size_t i) { return Sketcher{}.sketch(documents[i].text); });
  });
  auto const pairs = stages.run("pairs", [&] { return PairFinder{options.threads}.find(sketches, documents); });
  auto groups = stages.run("stories", [&] {
    return StoryClusterer{options}.cluster(tellings_of(documents, texts), pairs.pairs, pile);
  });
  auto const alignments = stages.run("passages", [&] { return align_stories(groups.stories, stages); });
  return read_stories(std::move(corpus), std::move(groups), alignments, pairs.crowded_groups, options, stages);
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
  auto const& stories = groups.stories;
  auto const facts = stages.run("facts", [&] {
    return stages.each(stories.size(), [&](std::size_t s) { return FactReader{options}.read(stories[s]); });
  });
  auto const units = stages.run("collation", [&] {
    return stages.each(stories.size(), [&](std::size_t s) {
      return Collator{}.collate(stories[s], facts[s], alignments[s]);
    });
  });
  auto stemmata = stages.run("trees", [&] {
    return stages.each(stories.size(), [&](std::size_t s) {
      return TreeBuilder{options}.build({stories[s], facts[s], alignments[s], units[s]});
    });
  });
  auto apparatus = stages.run("apparatus", [&] {
    return stages.each(stories.size(), [&](std::size_t s) {
      return ApparatusBuilder{}.build(stories[s], facts[s], units[s], stemmata[s]);
    });
  });
  std::vector<std::vector<NamedPlace>> places;
  for (std::size_t s = 0; s < stories.size(); ++s) {
    places.push_back(named_places(stories[s], facts[s]));
  }
  Reservations const reservations{FactReader{options}.has_gazetteer(), crowded_groups};
  return assemble(
    std::move(corpus), std::move(groups),
    {alignments, std::move(stemmata), std::move(apparatus), std::move(places), reservations}
  );
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
