// SPDX-License-Identifier: Apache-2.0
#include "stemma/archive.hpp"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "archive/damaged.hpp"
#include "base/parallel_for.hpp"
#include "corpus/corpus_stream.hpp"
#include "corpus/language.hpp"
#include "corpus/text_form.hpp"
#include "pipeline/archive_state.hpp"
#include "pipeline/archive_writer.hpp"
#include "pipeline/check_options.hpp"
#include "pipeline/document_table.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

/// A folder for what reading cannot keep in memory; gone at the end.
class ReadingFolder {
 public:
  explicit ReadingFolder(fs::path path) : path_{std::move(path)} {
    std::error_code error;
    fs::remove_all(path_, error);
    fs::create_directory(path_, error);
    if (error) {
      throw Error{ErrorKind::CannotWrite, "cannot make the folder " + path_.native() + ": " + error.message()};
    }
  }

  ~ReadingFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  ReadingFolder(ReadingFolder const&) = delete;
  ReadingFolder& operator=(ReadingFolder const&) = delete;

  [[nodiscard]] fs::path const& path() const noexcept { return path_; }

 private:
  fs::path path_;
};

/// The documents of one piece of a stream, whole.
std::vector<Document> whole_documents(
  CorpusStream const& stream, std::span<StreamedDocument const> streamed, unsigned threads
) {
  constexpr std::size_t task_documents = 32;
  std::vector<Document> documents(streamed.size());
  parallel_for((streamed.size() + task_documents - 1) / task_documents, threads, [&](std::size_t task) {
    for (auto i = task * task_documents; i < std::min(streamed.size(), (task + 1) * task_documents); ++i) {
      documents[i] = stream.document(streamed[i]);
    }
  });
  return documents;
}

/// An addition on its way: gathers documents, and writes them batch by batch.
class Adding {
 public:
  explicit Adding(ArchiveState& state) : state_{state}, writer_{state.store, state.options} {}

  void take(Document document) {
    bytes_ += document.text.size();
    auto& added = batch_.emplace_back();
    added.text_hash = hash_of_text(document.text);
    added.document = std::move(document);
    if (batch_.size() == ArchiveWriter::kBatchDocuments || bytes_ >= ArchiveWriter::kBatchBytes) {
      write();
    }
  }

  void note(CountedNote const& note) {
    addition_.skipped += note.is_skipped ? note.count : 0;
    if (addition_.notes.size() < ArchiveAddition::kMostNotes) {
      addition_.notes.push_back(note.note);
    }
  }

  [[nodiscard]] ArchiveAddition finish() {
    if (!batch_.empty()) {
      write();
    }
    auto const count = std::min(touched_.size(), ArchiveAddition::kMostTouched);
    addition_.touched.assign(touched_.begin(), std::next(touched_.begin(), static_cast<std::ptrdiff_t>(count)));
    return std::move(addition_);
  }

 private:
  void write() {
    writer_.add(std::exchange(batch_, {}), addition_, touched_);
    bytes_ = 0;
    writer_.merge_small(state_.listener);
    state_.announce("add", addition_.documents);
  }

  ArchiveState& state_;
  ArchiveWriter writer_;
  Batch batch_;
  std::size_t bytes_ = 0;
  ArchiveAddition addition_;
  std::set<std::uint32_t> touched_;
};

}  // namespace

void Archive::create(fs::path const& folder) {
  ArchiveStore::create(folder);
}

Archive::Archive(fs::path folder, Options options, ArchiveListener listener) {
  check_options(options);
  state_ = std::make_unique<ArchiveState>(std::move(folder), std::move(options), std::move(listener));
}

Archive::~Archive() = default;

ArchiveAddition Archive::add(std::span<fs::path const> paths) {
  auto& [store, options, listener] = *state_;
  Adding adding{*state_};
  ReadingFolder const reading{store.folder() / "reading"};
  CorpusStreamOptions stream_options;
  stream_options.fields = options.fields;
  stream_options.max_document_bytes = options.max_document_bytes;
  stream_options.threads = options.threads;
  stream_options.work = reading.path();
  stream_options.keeps_ids = true;  // Which are taken the catalogue knows.
  CorpusStream stream{paths, stream_options, [&](CountedNote const& note) { adding.note(note); }};
  for (auto streamed = stream.next(); !streamed.empty(); streamed = stream.next()) {
    for (auto& document : whole_documents(stream, streamed, options.threads)) {
      adding.take(std::move(document));
    }
  }
  return adding.finish();
}

ArchiveAddition Archive::add(std::vector<Document> documents) {
  Adding adding{*state_};
  for (auto& document : documents) {
    auto fault = fault_in_text(document.text);
    if (document.text.size() > state_->options.max_document_bytes) {
      fault = "longer than --max-document-bytes";
    } else if (is_blank(document.text)) {
      fault = "empty text";
    } else if (document.id.empty()) {
      fault = "no id";
    }
    if (fault) {
      adding.note({{document.source, {}, *fault}, 1, true});
      continue;
    }
    document.language = language_of(document.text);
    adding.take(std::move(document));
  }
  return adding.finish();
}

std::uint64_t Archive::remove(std::span<std::string const> ids) {
  ArchiveWriter writer{state_->store, state_->options};
  return writer.remove(ids);
}

void Archive::compact() {
  ArchiveWriter writer{state_->store, state_->options};
  writer.merge_all(state_->listener);
}

ArchiveStats Archive::stats() {
  auto& store = state_->store;
  return store.read([&] {
    ArchiveStats stats;
    stats.format = static_cast<std::uint64_t>(Catalogue::kFormat);
    stats.stories = store.catalogue().story_count();
    stats.segments = store.segments().size();
    std::uint64_t segment_bytes = 0;
    for (auto const& [entry, segment] : store.segments()) {
      stats.documents += entry.documents - entry.removed;
      stats.removed += entry.removed;
      stats.text_bytes += entry.text_bytes;
      stats.packed_bytes += entry.packed_bytes;
      segment_bytes += entry.bytes;
      if (segment != nullptr) {
        stats.anchor_bytes +=
          segment->section_bytes(SegmentSection::Anchors) + segment->section_bytes(SegmentSection::AnchorBlocks);
        stats.key_bytes +=
          segment->section_bytes(SegmentSection::Keys) + segment->section_bytes(SegmentSection::KeyBlocks);
        stats.word_bytes += segment->section_bytes(SegmentSection::Words);
      }
    }
    for (auto const& file : fs::directory_iterator{store.folder()}) {
      if (file.is_regular_file() && file.path().filename().native().starts_with("catalogue.")) {
        stats.catalogue_bytes += file.file_size();
      }
    }
    stats.index_bytes = segment_bytes - stats.packed_bytes + stats.catalogue_bytes;
    stats.damaged = store.damaged();
    return stats;
  });
}

ArchiveCheck Archive::check() {
  auto& store = state_->store;
  return store.read([&] {
    ArchiveCheck check;
    check.faults = store.damaged();
    for (auto const& fault : store.catalogue().faults()) {
      check.faults.push_back(fault);
    }
    for (auto const& [entry, segment] : store.segments()) {
      ++check.segments;
      if (segment == nullptr) {
        continue;
      }
      std::vector<std::uint32_t> numbers;
      try {
        segment->check();
        for (auto const& document : segment->documents()) {
          numbers.push_back(document.number);
          static_cast<void>(store.text({segment.get(), static_cast<std::uint32_t>(numbers.size() - 1)}));
        }
      } catch (DamagedSegment const& fault) {
        check.faults.emplace_back(fault.what());
        continue;
      }
      check.documents += numbers.size();
      auto const listed = store.catalogue().numbers_between(entry.first_number, entry.last_number);
      if (numbers.size() != entry.documents || !std::ranges::includes(numbers, listed)) {
        check.faults.push_back("segment " + segment->name() + " has not the documents that the catalogue lists in it");
      }
      state_->announce("check", check.documents);
    }
    return check;
  });
}

}  // namespace stemma
