// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "archive/archive_store.hpp"
#include "archive/segment_writer.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_stories.hpp"
#include "pipeline/segment_merges.hpp"
#include "stemma/archive.hpp"

namespace stemma {

/// ArchiveWriter: the one who writes to an archive, while it lives.
///
/// Out   each call writes a segment, makes sure that it is on the disk, and then tells the catalogue in one transaction. A kill
///       at any moment leaves what was there before, or all of the batch.
/// Errors  `Error{CannotWrite}` where another process writes, or the disk is full; nothing is left of the batch then.
class ArchiveWriter {
 public:
  ArchiveWriter(ArchiveStore& store, Options const& options);

  /// Adds documents that were read (`read_batch`) while the batch before them was written, or later; counts what became of them.
  /// `beside` is called once, where there is little to do for several threads, and before anything of the batch is to be seen; what it
  /// throws undoes the batch.
  void add(
    Batch batch,
    BatchSpace space,
    ArchiveAddition& addition,
    std::set<std::uint32_t>& touched,
    std::function<void()> const& beside
  );

  [[nodiscard]] std::uint64_t remove(std::span<std::string const> ids);

  /// Where segments are made of others, after each addition and after the last.
  [[nodiscard]] SegmentMerges& merges() noexcept { return merges_; }

 private:
  void settle_ids(Batch& batch, ArchiveAddition& addition);
  void train(Batch const& batch, CatalogueCounts& counts, std::uint64_t documents);
  [[nodiscard]] SegmentParts parts_of(
    Batch const& batch, std::vector<Posting> anchors, std::vector<Posting> keys, std::vector<SegmentWord> words
  ) const;

  ArchiveStore& store_;
  WriterLock lock_;
  ArchivePile pile_;
  VectorCache vectors_;
  SegmentMerges merges_;
  unsigned threads_;
  ArchiveStories::Rule rule_;
  std::unordered_map<std::string, std::uint64_t>
    last_ids_;  ///< Of the batch that was written last; with the hash of the text.
};

}  // namespace stemma
