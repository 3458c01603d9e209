// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/corpus_stream.hpp"
#include "corpus/kept_writer.hpp"
#include "corpus/row_stream.hpp"
#include "pipeline/check_options.hpp"
#include "pipeline/dedup_folders.hpp"
#include "pipeline/find_copies.hpp"
#include "pipeline/memory_plan.hpp"
#include "pipeline/note_file.hpp"
#include "pipeline/search_state.hpp"
#include "stemma/dedup.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

constexpr unsigned kMostThreads = 256;
constexpr std::uint64_t kLeastMemory = 256ULL << 20U;
constexpr std::uint64_t kLongestDocument = 1ULL << 31U;
constexpr std::uint32_t kMostShards = 100'000;

constexpr std::array<char const*, 6> kOutputs{"links.jsonl",   "clusters.jsonl", "summary.json",
                                              "skipped.jsonl", "notices.jsonl",  "kept"};
constexpr std::array<char const*, 2> kNotesOnly{"skipped.jsonl", "notices.jsonl"};

void require(bool holds, std::string const& sentence) {
  if (!holds) {
    throw Error{ErrorKind::BadOption, sentence};
  }
}

void check_options(DedupOptions const& options) {
  require(options.threads <= kMostThreads, "threads must be 0 (all) or 1 to 256");
  check_copy_rule(options);
  require(options.memory_bytes >= kLeastMemory, "the memory must be at least 256 MiB");
  require(
    options.max_document_bytes >= 1 && options.max_document_bytes <= kLongestDocument,
    "the longest document must be between 1 byte and 2 GiB"
  );
  require(
    options.max_document_bytes <= std::max(DedupOptions{}.max_document_bytes, plan_memory(options).document_bytes),
    "documents of " + std::to_string(options.max_document_bytes) + " bytes need a memory of 64 times as much"
  );
  for (std::string const* name : {&options.fields.id, &options.fields.published, &options.fields.text}) {
    require(!name->empty(), "a JSONL field name must not be empty");
  }
}

/// What a run does with what it was asked for: no longer document and no more threads than the memory allows.
DedupOptions within_memory(DedupOptions options) {
  auto const plan = plan_memory(options);
  options.max_document_bytes = std::min(options.max_document_bytes, plan.document_bytes);
  options.threads = plan.threads;
  return options;
}

CorpusStreamOptions stream_options(DedupOptions const& options, SpillMemory& memory, fs::path const& work) {
  CorpusStreamOptions reading;
  reading.fields = options.fields;
  reading.max_document_bytes = options.max_document_bytes;
  reading.memory = &memory;
  reading.most_name_bytes = plan_memory(options).file_name_bytes;
  reading.unpacking.most_times = options.max_inflation;
  reading.unpacking.window_bytes = options.memory_bytes / 4;
  reading.threads = options.threads;
  reading.work = work;
  reading.keeps_places = options.emit;
  return reading;
}

[[noreturn]] void refuse_empty(DedupFolders const& folders, NoteFile& skipped, NoteFile& notices) {
  skipped.finish();
  notices.finish();
  folders.put_in_place(kNotesOnly);
  throw Error{
    ErrorKind::NoInput, "no document could be read; " + std::to_string(skipped.count()) + " were skipped, and " +
                          (folders.output / "skipped.jsonl").native() + " says why"};
}

std::uint64_t count_of(std::vector<bool> const& marks) {
  return static_cast<std::uint64_t>(std::count(marks.begin(), marks.end(), true));
}

struct Asked {
  DedupOptions const& options;
  DedupListener const& listener;
  std::span<fs::path const> inputs;
};

/// A whole run, over inputs that are still to be read or shards that were.
DedupRun search(Asked const& asked, fs::path const& output, std::vector<fs::path> shards) {
  check_apart(asked.inputs, output);
  if (!asked.options.work.empty()) {
    check_apart(asked.inputs, asked.options.work);
  }
  std::error_code error;
  require(
    !asked.options.emit || !fs::exists(output / "kept", error),
    (output / "kept").native() + " is there already; remove it or choose another output"
  );
  DedupFolders const folders{asked.options, output, std::move(shards)};
  NoteFile skipped{folders.unfinished / "skipped.jsonl"};
  NoteFile notices{folders.unfinished / "notices.jsonl"};
  DedupOptions const options = within_memory(asked.options);
  auto const plan = plan_memory(options);
  SpillMemory memory{folders.work / "read", plan.pile_bytes, plan.resident_bytes};
  CorpusStream stream{
    asked.inputs, stream_options(options, memory, folders.work / "read"),
    [&](CountedNote const& note) { (note.is_skipped ? skipped : notices).write(note); }};
  CopySearchPaths const paths{folders.unfinished, folders.search, folders.is_work_given};
  std::uint64_t const total = asked.listener ? stream.total_bytes() : 0;
  DedupListener const listener = [&](DedupProgress progress) {
    if (progress.stage == "read") {
      progress.done = stream.packed_bytes();
      progress.total = total;
    }
    if (asked.listener) {
      asked.listener(progress);
    }
  };
  SearchRequest const request{options, paths, memory, listener};
  FoundCopies const copies = folders.shards.empty() ? find_copies(stream, stream, request)
                                                    : find_copies_of_shards(stream, folders.shards, request);
  stream.check_unchanged();
  DedupRun run;
  run.found = copies.summary;
  if (stream.documents() == 0) {
    refuse_empty(folders, skipped, notices);
  }
  if (asked.options.emit) {
    fs::remove_all(folders.unfinished / "kept");
    run.kept_files = write_kept(stream, copies.is_redundant, folders.unfinished / "kept").files;
  }
  skipped.finish();
  notices.finish();
  run.input_bytes = stream.packed_bytes();
  run.skipped = skipped.count();
  run.notices = notices.count();
  run.redundant = count_of(copies.is_redundant);
  folders.put_in_place(kOutputs);
  return run;
}

}  // namespace

Deduplicator::Deduplicator(DedupOptions options, DedupListener listener)
    : options_{std::move(options)}, listener_{std::move(listener)} {
  check_options(options_);
}

std::uint64_t Deduplicator::read_shard(std::span<fs::path const> inputs, DedupShard const& shard) const {
  require(!options_.work.empty(), "a shard needs a work folder, the same for all shards");
  require(
    shard.count >= 1 && shard.count <= kMostShards && shard.number >= 1 && shard.number <= shard.count,
    "a shard is one of 1/N to N/N, N up to 100000"
  );
  check_apart(inputs, options_.work);
  DedupOptions const options = within_memory(options_);
  auto const plan = plan_memory(options);
  fs::path const finished = options_.work / shard_name(shard);
  SpillMemory memory{finished.native() + ".part", plan.pile_bytes, plan.resident_bytes};
  if (fs::exists(finished)) {
    return WorkFolder{finished, false, options}.load(&memory).documents;
  }
  CopySearchPaths const paths{{}, finished.native() + ".part", true};
  fs::remove_all(paths.work);
  make_folder(paths.work);
  auto reading = stream_options(options, memory, paths.work);
  reading.part = InputPart{shard.number, shard.count};
  // What is found in the list of the inputs itself is told when they are merged.
  CorpusStream stream{inputs, std::move(reading), [](CountedNote const&) {}};
  DedupListener const listener = [&](DedupProgress progress) {
    progress.done = stream.packed_bytes();
    if (listener_) {
      listener_(progress);
    }
  };
  auto const documents = stemma::read_shard(stream, {options, paths, memory, listener});
  stream.check_unchanged();
  std::error_code error;
  fs::rename(paths.work, finished, error);
  if (error) {
    throw Error{ErrorKind::CannotWrite, "cannot write " + finished.native() + ": " + error.message()};
  }
  return documents;
}

DedupRun Deduplicator::merge(std::span<fs::path const> inputs, fs::path const& output) const {
  require(!options_.work.empty(), "merging needs the work folder of the shards");
  return search({options_, listener_, inputs}, output, finished_shards(options_.work));
}

DedupRun Deduplicator::run(std::span<fs::path const> inputs, fs::path const& output) const {
  return search({options_, listener_, inputs}, output, {});
}

DedupRun Deduplicator::run(DocumentRows const& rows, fs::path const& output) const {
  require(!options_.emit, "there are no files of which one of each could be kept; the answer says which rows stay");
  DedupFolders const folders{options_, output, {}};
  NoteFile skipped{folders.unfinished / "skipped.jsonl"};
  NoteFile notices{folders.unfinished / "notices.jsonl"};
  DedupOptions const options = within_memory(options_);
  auto const plan = plan_memory(options);
  // Texts that lie in mapped files come into memory as they are read; the system lets go of them by itself.
  std::uint64_t const held_bytes = resident_bytes() + rows.text_bytes();
  SpillMemory memory{folders.work / "read", plan.pile_bytes, plan.resident_bytes + held_bytes};
  RowStream stream{rows, stream_options(options, memory, folders.work / "read"), [&](CountedNote const& note) {
                     (note.is_skipped ? skipped : notices).write(note);
                   }};
  CopySearchPaths const paths{folders.unfinished, folders.search, folders.is_work_given};
  DedupListener const listener = [&](DedupProgress progress) {
    if (progress.stage == "read") {
      progress.total = rows.text_bytes();
    }
    if (listener_) {
      listener_(progress);
    }
  };
  FoundCopies const copies = find_copies(stream, stream, {options, paths, memory, listener});
  if (stream.documents() == 0) {
    refuse_empty(folders, skipped, notices);
  }
  skipped.finish();
  notices.finish();
  DedupRun run;
  run.found = copies.summary;
  run.input_bytes = stream.text_bytes();
  run.skipped = skipped.count();
  run.notices = notices.count();
  run.redundant = count_of(copies.is_redundant);
  run.is_redundant_row = stream.by_row(copies.is_redundant);
  folders.put_in_place(kOutputs);
  return run;
}

}  // namespace stemma
