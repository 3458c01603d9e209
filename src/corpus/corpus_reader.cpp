// SPDX-License-Identifier: Apache-2.0
#include "corpus/corpus_reader.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/parallel_for.hpp"
#include "corpus/byte_stream.hpp"
#include "corpus/input_files.hpp"
#include "corpus/intake.hpp"
#include "corpus/language.hpp"
#include "corpus/read_input.hpp"
#include "corpus/record.hpp"
#include "corpus/row_record.hpp"
#include "corpus/text_form.hpp"
#include "corpus/unique_ids.hpp"
#include "corpus/utc_time.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::size_t kReasonsInError = 3;

/// Why a document from memory cannot be used, where it cannot.
std::optional<std::string> fault_of(Document const& document, Options const& options) {
  if (auto fault = fault_in_text(document.text)) {
    return fault;
  }
  if (document.text.size() > options.max_document_bytes) {
    return "longer than " + std::to_string(options.max_document_bytes) + " bytes";
  }
  return is_blank(document.text) ? std::optional<std::string>{"empty text"} : std::nullopt;
}

/// Brings a document from memory into the form in which files are read.
void adopt_document(Document document, Options const& options, Intake& intake) {
  document.id = document.id.empty() ? "document" : as_utf8(document.id);
  document.source = as_utf8(document.source.empty() ? document.id : document.source);
  if (auto fault = fault_of(document, options)) {
    intake.skip(std::move(document.source), std::move(*fault));
    return;
  }
  if (document.title) {
    document.title = title_in_one_line(as_utf8(*document.title));
  }
  if (document.title) {
    document.text = text_under_title(*document.title, document.text);
  }
  if (document.outlet) {
    document.outlet = as_utf8(*document.outlet);
  }
  if (document.published && !is_plausible(*document.published)) {
    intake.notice(document.source, "the time is absurd; the document is taken as undated");
    document.published.reset();
  }
  intake.add({std::move(document), {}, IdOrigin::Stated});
}

void sort_notes(std::vector<InputNote>& notes) {
  std::sort(notes.begin(), notes.end(), [](InputNote const& left, InputNote const& right) {
    return std::tie(left.source, left.line, left.reason) < std::tie(right.source, right.line, right.reason);
  });
}

Corpus conclude(Intake intake, unsigned threads) {
  settle_ids(intake);
  Corpus corpus;
  corpus.documents.reserve(intake.candidates.size());
  for (Candidate& candidate : intake.candidates) {
    corpus.documents.push_back(std::move(candidate.document));
  }
  parallel_for(corpus.documents.size(), threads, [&](std::size_t i) {
    Document& document = corpus.documents[i];
    if (document.language.empty()) {
      document.language = language_of(document.text);
    }
  });
  sort_notes(intake.skipped);
  sort_notes(intake.notices);
  corpus.skipped = std::move(intake.skipped);
  corpus.notices = std::move(intake.notices);
  return corpus;
}

[[noreturn]] void refuse_empty(std::vector<InputNote> const& skipped) {
  std::string message = "nothing readable was found";
  for (std::size_t i = 0; i < std::min(skipped.size(), kReasonsInError); ++i) {
    InputNote const& note = skipped[i];
    message.append(i == 0 ? ": " : "; ").append(note.source);
    if (note.line) {
      message.append(":").append(std::to_string(*note.line));
    }
    message.append(": ").append(note.reason);
  }
  if (skipped.size() > kReasonsInError) {
    message += "; and " + std::to_string(skipped.size() - kReasonsInError) + " more";
  }
  throw Error{ErrorKind::NoInput, message};
}

Intake intake_of(Options const& options) {
  Intake intake;
  if (options.memory_bytes > 0) {
    intake.most_bytes = options.memory_bytes;
  }
  return intake;
}

void adopt_row(Record record, std::uint64_t row, Intake& intake) {
  if (record.fault) {
    intake.skip(kRowSource, std::move(*record.fault), row + 1);
    return;
  }
  for (std::string& reservation : record.reservations) {
    intake.notice(kRowSource, std::move(reservation), row + 1);
  }
  IdOrigin const origin = record.id ? IdOrigin::Stated : IdOrigin::Derived;
  record.document.id = record.id ? std::move(*record.id) : std::to_string(row);
  record.document.source = kRowSource;
  intake.add({std::move(record.document), row + 1, origin});
}

}  // namespace

CorpusReader::CorpusReader(Options const& options) : options_{options} {}

Corpus CorpusReader::read(std::span<std::filesystem::path const> paths) const {
  auto intake = intake_of(options_);
  for (std::filesystem::path const& path : input_files(paths, intake)) {
    FileStream stream{path.native()};
    read_input(stream, path, options_, intake);
  }
  Corpus corpus = conclude(std::move(intake), options_.threads);
  if (corpus.documents.empty()) {
    refuse_empty(corpus.skipped);
  }
  return corpus;
}

Corpus CorpusReader::adopt(std::vector<Document> documents) const {
  auto intake = intake_of(options_);
  for (Document& document : documents) {
    adopt_document(std::move(document), options_, intake);
  }
  return conclude(std::move(intake), options_.threads);
}

Corpus CorpusReader::adopt(DocumentRows const& rows) const {
  auto intake = intake_of(options_);
  std::string space;
  for (std::uint64_t row = 0; row < rows.size(); ++row) {
    adopt_row(record_of(rows.row(row, space), options_.max_document_bytes), row, intake);
  }
  Corpus corpus = conclude(std::move(intake), options_.threads);
  if (corpus.documents.empty()) {
    refuse_empty(corpus.skipped);
  }
  return corpus;
}

}  // namespace stemma
