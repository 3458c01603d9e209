// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "archive/archive_store.hpp"
#include "pairs/key_set.hpp"
#include "pipeline/archive_batch.hpp"

namespace stemma {

/// A document of a batch and an earlier one that may belong to it.
struct ArchiveCandidate {
  std::uint32_t place = 0;   ///< In the batch.
  std::uint32_t other = 0;   ///< Number of a document of the archive or of the batch; less than the document's own.
  float likeness = 0;        ///< Of their heaviest words: a part of the cosine.
  std::uint32_t common = 0;  ///< Anchors.
  std::uint32_t common_in_crowds = 0;
};

struct ArchiveCandidates {
  std::vector<ArchiveCandidate> pairs;  ///< Sorted by place, then other.
  KeySet crowded;                       ///< Anchors of the batch that are those of a crowd; see `crowd_key`.
};

/// Which earlier documents may be copies or tellings of those of a batch?
///
/// In    a batch with numbers that follow those of the store, and its sorted postings.
/// Out   for each document those that share anchors enough, and those most alike by their heaviest words, no more than a few;
///       where clocks are used, of those far apart in time only what is the more alike.
/// How   sorted postings of the batch meet those of each segment, key by key. A key that very many documents have brings
///       only those that were added last.
/// Cost  the lesser of: a look-up a key and segment that has it, and of one in thirty that has not; all postings of the archive once.
[[nodiscard]] ArchiveCandidates find_candidates(
  Batch const& batch,
  std::span<Posting const> anchors,
  std::span<Posting const> keys,
  ArchiveStore& store,
  bool has_clocks,
  unsigned threads
);

}  // namespace stemma
