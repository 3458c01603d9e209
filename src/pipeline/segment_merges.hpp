// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "archive/archive_store.hpp"
#include "archive/segment_writer.hpp"
#include "base/side_task.hpp"
#include "stemma/archive.hpp"

namespace stemma {

/// SegmentMerges: an archive has gathered many segments; which of them become one, and when?
///
/// In    the store of the one who writes.
/// Out   fewer segments. The catalogue lists a new one and drops those it was made of in one transaction.
/// How   what is merged never changes, so a merge goes on beside the additions, in a thread of its own where there may be several.
///       It takes its place after as many additions as its size gives it time for, no sooner and no later: what lies on the disk
///       does not depend on how fast it was. Where there may be one thread only, it is made when its time has come.
/// Errors  `Error{CannotWrite}`; a segment that turns out to be damaged is left out, and stays as it is.
/// Cost  each document is written again about once for each power of twelve of their number.
class SegmentMerges {
 public:
  SegmentMerges(ArchiveStore& store, unsigned threads) : store_{store}, threads_{threads} {}

  ~SegmentMerges();
  SegmentMerges(SegmentMerges const&) = delete;
  SegmentMerges& operator=(SegmentMerges const&) = delete;

  /// After each addition: takes in the merges whose time has come, and begins others where very many small ones have gathered.
  void step(ArchiveListener const& listener);

  /// After the last addition: what has begun comes to its end, and what is due after that.
  void finish(ArchiveListener const& listener);

  /// Makes as few segments as there can be, without what was removed.
  void merge_all(ArchiveListener const& listener);

 private:
  /// Segments that follow one upon another.
  struct Run {
    std::size_t first = 0;
    std::size_t count = 0;
  };

  struct Merge {
    std::vector<std::uint32_t> sources;  ///< Their segments.
    CatalogueSegment merged;
    std::filesystem::path path;
    std::size_t additions_left = 0;
    SideTask<MergedSegment> work;
  };

  [[nodiscard]] bool is_merging(std::uint32_t segment) const;
  [[nodiscard]] Run due() const;
  void begin_due();
  void begin(Run run);
  void take_in(Merge merge, ArchiveListener const& listener);

  ArchiveStore& store_;
  unsigned threads_;
  std::vector<Merge> merges_;  ///< In the order in which they began.
};

}  // namespace stemma
