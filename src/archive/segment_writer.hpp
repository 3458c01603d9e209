// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "archive/segment.hpp"

namespace stemma {

/// What a new segment is made of.
struct SegmentParts {
  std::vector<SegmentDocument> documents;      ///< Rising numbers; `text_begin` is filled in here.
  std::vector<std::string_view> packed_texts;  ///< One for each document.
  std::vector<Posting> anchors;                ///< Sorted, none twice.
  std::vector<Posting> keys;                   ///< Sorted, none twice.
  std::vector<Posting> ids;                    ///< Sorted, one for each document.
  std::vector<SegmentWord> words;              ///< Sorted by stem.
};

/// Writes a segment; when it returns, the file is on the disk for good. Returns its bytes.
/// Errors  `Error{CannotWrite}`; then no file is left.
std::uint64_t write_segment(std::filesystem::path const& path, SegmentParts parts);

/// Writes one segment that holds what several neighbours hold, in their order, without the documents that are gone.
///
/// In    segments whose numbers rise from one to the next, with no more than `kMostSegmentDocuments` documents together.
/// Out   as above; `documents` tells how many there are, which may be none (and then there is no file).
/// Errors  `DamagedSegment` where one of them cannot be read as a whole, besides the above.
/// Cost  one pass over the segments; texts are copied as they are packed. Memory of the lists of documents.
struct MergedSegment {
  std::uint64_t bytes = 0;
  std::uint32_t documents = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t packed_bytes = 0;
};

[[nodiscard]] MergedSegment merge_segments(
  std::filesystem::path const& path,
  std::span<std::shared_ptr<ArchiveSegment const> const> segments,
  std::function<bool(std::uint32_t number)> const& is_gone
);

}  // namespace stemma
