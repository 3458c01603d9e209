// SPDX-License-Identifier: Apache-2.0
#include "stemma/archive.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "archive/damaged.hpp"
#include "corpus/corpus_stream.hpp"
#include "corpus/row_stream.hpp"
#include "pipeline/archive_portions.hpp"
#include "pipeline/archive_state.hpp"
#include "pipeline/archive_writer.hpp"
#include "pipeline/check_options.hpp"
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

/// Adds all that a stream of these inputs gives, in portions: one is written while the next one is read.
template <typename Stream, typename Inputs>
void add_portions(ArchiveState& state, Inputs const& inputs, ArchiveAddition& addition) {
  auto& [store, options, listener] = state;
  ArchiveWriter writer{store, options};
  ReadingFolder const folder{store.folder() / "reading"};
  PortionReader<Stream> reader{state, inputs, folder.path()};
  std::set<std::uint32_t> touched;
  for (auto portion = reader.next(); portion;) {
    addition.skipped += portion->skipped;
    addition.known += portion->known;
    auto const notes = std::min(portion->notes.size(), ArchiveAddition::kMostNotes - addition.notes.size());
    addition.notes.insert(
      addition.notes.end(), portion->notes.begin(), portion->notes.begin() + static_cast<std::ptrdiff_t>(notes)
    );
    std::optional<Portion> following;
    std::exception_ptr unread;  // what was read before it is added all the same
    writer.add(std::move(portion->batch), std::move(portion->space), addition, touched, [&] {
      try {
        following = reader.next();
      } catch (...) {
        unread = std::current_exception();
      }
    });
    writer.merges().step(state.listener);
    state.announce("add", addition.documents);
    if (unread) {
      std::rethrow_exception(unread);
    }
    portion = std::move(following);
  }
  writer.merges().finish(state.listener);
  auto const count = std::min(touched.size(), ArchiveAddition::kMostTouched);
  addition.touched.assign(touched.begin(), std::next(touched.begin(), static_cast<std::ptrdiff_t>(count)));
}

template <typename Stream, typename Inputs>
ArchiveAddition added(ArchiveState& state, Inputs const& inputs) {
  ArchiveAddition addition;
  try {
    add_portions<Stream>(state, inputs, addition);
  } catch (Error const& error) {
    if (error.kind() != ErrorKind::CannotWrite || addition.documents == 0) {
      throw;
    }
    throw Error{
      error.kind(), std::string{error.what()} + "; the " + std::to_string(addition.documents) +
                      " documents added before that stay: add the same again when there is room, and the rest follows"};
  }
  return addition;
}

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
  return added<CorpusStream>(*state_, paths);
}

ArchiveAddition Archive::add(DocumentRows const& rows) {
  return added<RowStream>(*state_, rows);
}

std::uint64_t Archive::remove(std::span<std::string const> ids) {
  ArchiveWriter writer{state_->store, state_->options};
  return writer.remove(ids);
}

void Archive::compact() {
  ArchiveWriter writer{state_->store, state_->options};
  writer.merges().merge_all(state_->listener);
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
        stats.anchor_bytes += segment->section_bytes(SegmentSection::Anchors) +
                              segment->section_bytes(SegmentSection::AnchorBlocks) +
                              segment->section_bytes(SegmentSection::AnchorFilter);
        stats.key_bytes += segment->section_bytes(SegmentSection::Keys) +
                           segment->section_bytes(SegmentSection::KeyBlocks) +
                           segment->section_bytes(SegmentSection::KeyFilter);
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
