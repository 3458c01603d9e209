// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "corpus/corpus_reader.hpp"
#include "corpus/row_record.hpp"
#include "passages/passage_aligner.hpp"
#include "pipeline/assemble.hpp"
#include "pipeline/read_stories.hpp"
#include "pipeline/stage.hpp"
#include "stemma/stemma.hpp"
#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

/// Longer texts are compared by their words only: to read and collate the facts of two books takes minutes.
constexpr std::size_t kMostFactBytes = 2U << 20U;

Document only_document(Corpus corpus, std::string const& name) {
  if (corpus.documents.empty()) {
    std::string const why = corpus.skipped.empty() ? "there is nothing in it" : corpus.skipped.front().reason;
    throw Error{ErrorKind::NoInput, name + " cannot be compared: " + why};
  }
  if (corpus.documents.size() != 1) {
    throw Error{
      ErrorKind::BadOption, name + " holds " + std::to_string(corpus.documents.size()) +
                              " documents; name two of them: stemma compare " + name + " ID ID"};
  }
  return std::move(corpus.documents.front());
}

Document document_called(Corpus const& corpus, std::string const& id, std::string const& name) {
  auto const found =
    std::ranges::find_if(corpus.documents, [&](Document const& document) { return document.id == id; });
  if (found == corpus.documents.end()) {
    throw Error{ErrorKind::BadOption, name + " has no document called " + id};
  }
  return *found;
}

/// The two in the order of their ids, as every corpus is.
Corpus corpus_of(Document left, Document right) {
  if (left.id == right.id) {
    left.id = left.source;
    right.id = right.source == left.source ? right.source + "-2" : right.source;
  }
  Corpus corpus;
  corpus.documents = {std::move(left), std::move(right)};
  std::ranges::sort(corpus.documents, {}, &Document::id);
  return corpus;
}

Span span_of(DocId id, TokenText const& text, TokenRange range) {
  return {id, text.tokens[range.begin_token].begin_byte, text.tokens[range.end_token - 1].end_byte};
}

/// Runs of words of the range to which no link leads; signs alone are none.
std::vector<Span> unlinked(
  DocId id, TokenText const& text, TokenRange range, std::vector<std::uint8_t> const& is_linked
) {
  std::vector<Span> runs;
  for (std::uint32_t t = range.begin_token; t < range.end_token;) {
    std::uint32_t const begin = t;
    bool has_word = false;
    while (t < range.end_token && is_linked[t] == 0) {
      has_word = has_word || text.tokens[t].kind != TokenKind::Punctuation;
      ++t;
    }
    if (has_word) {
      runs.push_back(span_of(id, text, {begin, t}));
    }
    t = std::max(t, begin + 1);
  }
  return runs;
}

std::vector<ComparedPassage> passages_of(
  PairAlignment const& alignment, std::array<DocId, 2> ids, std::array<TokenText const*, 2> texts
) {
  std::array<std::vector<std::uint8_t>, 2> is_linked{
    std::vector<std::uint8_t>(texts[0]->tokens.size(), 0), std::vector<std::uint8_t>(texts[1]->tokens.size(), 0)};
  std::vector<ComparedPassage> passages;
  for (AlignedPassage const& passage : alignment.passages) {
    ComparedPassage compared;
    compared.passage = {
      passage.kind, passage.similarity, span_of(ids[0], *texts[0], passage.left),
      span_of(ids[1], *texts[1], passage.right)};
    compared.words.reserve(passage.phrase_links.size());
    for (TokenLink const& link : passage.phrase_links) {
      is_linked[0][link.left_token] = is_linked[1][link.right_token] = 1;
      compared.words.push_back(
        {link.kind, span_of(ids[0], *texts[0], {link.left_token, link.left_token + 1}),
         span_of(ids[1], *texts[1], {link.right_token, link.right_token + 1})}
      );
    }
    compared.only_left = unlinked(ids[0], *texts[0], passage.left, is_linked[0]);
    compared.only_right = unlinked(ids[1], *texts[1], passage.right, is_linked[1]);
    passages.push_back(std::move(compared));
  }
  return passages;
}

/// The places of the apparatus at which the two differ, or of which only one speaks.
std::vector<FactDifference> differences_of(Story const& story, DocId left, DocId right) {
  std::vector<FactDifference> differences;
  for (ApparatusEntry const& entry : story.apparatus) {
    FactDifference difference{entry.kind, entry.severity, entry.label, {}, {}};
    for (Reading const& reading : entry.readings) {
      std::ranges::copy_if(reading.spans, std::back_inserter(difference.left), [&](Span const& span) {
        return span.document == left;
      });
      std::ranges::copy_if(reading.spans, std::back_inserter(difference.right), [&](Span const& span) {
        return span.document == right;
      });
    }
    if (!difference.left.empty() || !difference.right.empty()) {
      differences.push_back(std::move(difference));
    }
  }
  return differences;
}

/// A report without facts: the two stand side by side, and nothing is said of who copied whom.
Report report_of_words(Corpus corpus, std::vector<std::vector<PairAlignment>> const& alignments, StoryGroups groups) {
  StoryTellings const& story = groups.stories[0];
  Stemma stemma;
  for (Telling const& telling : story.tellings) {
    stemma.witnesses.push_back(telling.id);
    stemma.origin_groups.push_back({NodeId{static_cast<std::uint32_t>(stemma.origin_groups.size())}, {telling.id}});
  }
  std::vector<Story> stories;
  stories.push_back(assemble_story(story, alignments[0], {std::nullopt, std::move(stemma), {}, {}}));
  Report report = assemble(std::move(corpus), std::move(stories), {}, {});
  report.notices.push_back(
    {"facts", {}, "the texts are longer than 2 MiB together; their words were compared, their facts were not"}
  );
  return report;
}

}  // namespace

Comparison Pipeline::compare(std::filesystem::path const& left, std::filesystem::path const& right) const {
  CorpusReader const reader{options_};
  auto const read = [&](std::filesystem::path const& path) {
    return only_document(reader.read(std::array{path}), path.string());
  };
  Document first = read(left);
  return compare_documents(std::move(first), read(right));
}

Comparison Pipeline::compare(
  std::filesystem::path const& records, std::string const& left_id, std::string const& right_id
) const {
  Corpus const corpus = CorpusReader{options_}.read(std::array{records});
  Document left = document_called(corpus, left_id, records.string());
  return compare_documents(std::move(left), document_called(corpus, right_id, records.string()));
}

Comparison Pipeline::compare(Document left, Document right) const {
  CorpusReader const reader{options_};
  auto const adopt = [&](Document document) {
    std::vector<Document> one;
    one.push_back(std::move(document));
    return only_document(reader.adopt(std::move(one)), "a text");
  };
  Document first = adopt(std::move(left));
  return compare_documents(std::move(first), adopt(std::move(right)));
}

Comparison Pipeline::compare(DocumentRows const& left_and_right) const {
  if (left_and_right.size() != 2) {
    throw Error{ErrorKind::BadOption, "two texts are compared, not " + std::to_string(left_and_right.size())};
  }
  Corpus corpus = CorpusReader{options_}.adopt(left_and_right);
  if (corpus.documents.size() != 2) {
    std::string const why = corpus.skipped.empty() ? "they are one" : corpus.skipped.front().reason;
    throw Error{ErrorKind::NoInput, "the two texts cannot be compared: " + why};
  }
  // The corpus is sorted by id; the first row is the left.
  std::string space;
  auto const left = id_of(left_and_right.row(0, space));
  bool const is_turned = corpus.documents[0].id != left.value_or("0");
  return compare_documents(
    std::move(corpus.documents[is_turned ? 1 : 0]), std::move(corpus.documents[is_turned ? 0 : 1])
  );
}

Comparison Pipeline::compare_documents(Document left, Document right) const {
  StageRunner stages{options_.threads, listener_};
  Corpus corpus = corpus_of(left, right);
  bool const is_swapped = corpus.documents[0].text != left.text || corpus.documents[0].source != left.source;
  auto const texts = stages.run("tokens", [&] {
    return stages.each(2, [&](std::size_t i) { return Tokenizer{}.tokenize(corpus.documents[i]); });
  });
  StoryGroups groups;
  groups.stories.push_back({tellings_of(corpus.documents, texts)});
  groups.grouped.emplace_back();  // by whoever asked to compare them
  auto const aligner = PassageAligner::for_reading(options_);
  std::vector<std::vector<PairAlignment>> alignments(1);
  alignments[0].push_back(stages.run("passages", [&] { return aligner.align(texts[0], texts[1]); }));
  alignments[0][0].right = 1;
  std::size_t const first = is_swapped ? 1 : 0;
  Comparison comparison;
  comparison.left = DocId{static_cast<std::uint32_t>(first)};
  comparison.right = DocId{static_cast<std::uint32_t>(1 - first)};
  // Seen from the text that was named first.
  PairAlignment const seen = is_swapped ? aligner.align(texts[1], texts[0]) : alignments[0][0];
  comparison.share_left = seen.share_left;
  comparison.share_right = seen.share_right;
  comparison.passages = passages_of(seen, {comparison.left, comparison.right}, {&texts[first], &texts[1 - first]});
  for (AlignedStretch const& stretch : seen.stretches) {
    comparison.stretches.push_back(
      {span_of(comparison.left, texts[first], stretch.left), span_of(comparison.right, texts[1 - first], stretch.right)}
    );
  }
  bool const is_long = corpus.documents[0].text.size() + corpus.documents[1].text.size() > kMostFactBytes;
  comparison.report = is_long ? report_of_words(std::move(corpus), alignments, std::move(groups))
                              : read_stories(std::move(corpus), std::move(groups), alignments, 0, options_, stages);
  if (!aligner.has_thesaurus()) {
    comparison.report.notices.push_back(
      {"thesaurus", {}, "none is installed: words of like meaning are not known (tools/setup installs WordNet for it)"}
    );
  }
  comparison.report.timings = stages.timings();
  comparison.differences = differences_of(comparison.report.stories[0], comparison.left, comparison.right);
  return comparison;
}

}  // namespace stemma
