// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/corpus_stream.hpp"
#include "corpus/kept_writer.hpp"
#include "corpus/row_stream.hpp"
#include "pipeline/check_options.hpp"
#include "pipeline/find_copies.hpp"
#include "pipeline/memory_plan.hpp"
#include "pipeline/note_file.hpp"
#include "stemma/dedup.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

constexpr unsigned kMostThreads = 256;
constexpr std::uint64_t kLeastMemory = 256ULL << 20U;
constexpr std::uint64_t kLongestDocument = 1ULL << 31U;
/// What a search leaves behind, on its way out.
constexpr char const* kSpent = "spent";

std::vector<char const*> const kOutputs{"links.jsonl",   "clusters.jsonl", "summary.json",
                                        "skipped.jsonl", "notices.jsonl",  "kept"};

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

/// Where a path leads, whether or not all of it is there.
fs::path place_of(fs::path const& path) {
  std::error_code error;
  fs::path place = fs::weakly_canonical(fs::absolute(path), error);
  return error ? path : place;
}

/// A run must not read what it writes, nor write over what it reads.
void check_apart(std::span<fs::path const> inputs, fs::path const& written) {
  fs::path const place = place_of(written);
  for (fs::path const& input : inputs) {
    if (input == "-") {
      continue;
    }
    fs::path const above = place_of(input);
    bool const is_below = std::mismatch(above.begin(), above.end(), place.begin(), place.end()).first == above.end();
    require(!is_below, written.native() + " lies within the input " + input.native() + "; choose a folder outside");
  }
}

void make_folder(fs::path const& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder)) {
    std::string const reason = error ? error.message() : "it is no folder";
    throw Error{ErrorKind::CannotWrite, "cannot make the folder " + folder.native() + ": " + reason};
  }
}

/// The folders of a run. What is unfinished lies apart, so that an output is either whole or not there.
struct Folders {
  fs::path output;
  fs::path unfinished;
  fs::path work;
  bool is_work_given = false;

  Folders(DedupOptions const& options, fs::path folder)
      : output{std::move(folder)},
        unfinished{output / ".unfinished"},
        work{options.work.empty() ? output / ".work" : options.work},
        is_work_given{!options.work.empty()} {
    make_folder(output);
    if (!is_work_given) {
      fs::remove_all(unfinished);
      fs::remove_all(work);
    }
    std::error_code ignored;
    fs::remove_all(work / kSpent, ignored);
    make_folder(unfinished);
    make_folder(work / "search");
    make_folder(work / "read");
  }

  void put_in_place(std::vector<char const*> const& names) const {
    for (char const* const name : names) {
      std::error_code error;
      if (fs::exists(unfinished / name)) {
        fs::rename(unfinished / name, output / name, error);
      }
      if (error) {
        throw Error{ErrorKind::CannotWrite, "cannot write " + (output / name).native() + ": " + error.message()};
      }
    }
    clear_away();
  }

  void clear_away() const {
    // By one rename, so that a run killed while it clears away does not leave half of a search to go on from.
    std::error_code ignored;  // What is left over does no harm.
    fs::rename(work / "search", work / kSpent, ignored);
    fs::remove_all(work / kSpent, ignored);
    fs::remove_all(unfinished, ignored);
    fs::remove_all(work / "read", ignored);
    if (!is_work_given) {
      fs::remove_all(work, ignored);
    }
  }
};

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

[[noreturn]] void refuse_empty(Folders const& folders, NoteFile& skipped, NoteFile& notices) {
  skipped.finish();
  notices.finish();
  folders.put_in_place({"skipped.jsonl", "notices.jsonl"});
  throw Error{
    ErrorKind::NoInput, "no document could be read; " + std::to_string(skipped.count()) + " were skipped, and " +
                          (folders.output / "skipped.jsonl").native() + " says why"};
}

std::uint64_t count_of(std::vector<bool> const& marks) {
  return static_cast<std::uint64_t>(std::count(marks.begin(), marks.end(), true));
}

}  // namespace

Deduplicator::Deduplicator(DedupOptions options, DedupListener listener)
    : options_{std::move(options)}, listener_{std::move(listener)} {
  check_options(options_);
}

DedupRun Deduplicator::run(std::span<fs::path const> inputs, fs::path const& output) const {
  check_apart(inputs, output);
  if (!options_.work.empty()) {
    check_apart(inputs, options_.work);
  }
  std::error_code error;
  require(
    !options_.emit || !fs::exists(output / "kept", error),
    (output / "kept").native() + " is there already; remove it or choose another output"
  );
  Folders const folders{options_, output};
  NoteFile skipped{folders.unfinished / "skipped.jsonl"};
  NoteFile notices{folders.unfinished / "notices.jsonl"};
  DedupOptions const options = within_memory(options_);
  auto const plan = plan_memory(options);
  SpillMemory memory{folders.work / "read", plan.pile_bytes, plan.resident_bytes};
  CorpusStream stream{inputs, stream_options(options, memory, folders.work / "read"), [&](CountedNote const& note) {
                        (note.is_skipped ? skipped : notices).write(note);
                      }};
  CopySearchPaths const paths{folders.unfinished, folders.work / "search", folders.is_work_given};
  std::uint64_t const total = listener_ ? stream.total_bytes() : 0;
  FoundCopies const copies = find_copies(stream, stream, options, paths, memory, [&](DedupProgress progress) {
    if (progress.stage == "read") {
      progress.done = stream.packed_bytes();
      progress.total = total;
    }
    if (listener_) {
      listener_(progress);
    }
  });
  stream.check_unchanged();
  DedupRun run;
  run.found = copies.summary;
  if (stream.documents() == 0) {
    refuse_empty(folders, skipped, notices);
  }
  if (options_.emit) {
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

DedupRun Deduplicator::run(DocumentRows const& rows, fs::path const& output) const {
  require(!options_.emit, "there are no files of which one of each could be kept; the answer says which rows stay");
  Folders const folders{options_, output};
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
  CopySearchPaths const paths{folders.unfinished, folders.work / "search", folders.is_work_given};
  FoundCopies const copies = find_copies(stream, stream, options, paths, memory, [&](DedupProgress progress) {
    if (progress.stage == "read") {
      progress.total = rows.text_bytes();
    }
    if (listener_) {
      listener_(progress);
    }
  });
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
