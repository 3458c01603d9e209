// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "archive/postings.hpp"
#include "archive/stored_file.hpp"

namespace stemma {

/// A document in a segment.
struct SegmentDocument {
  std::uint64_t text_begin = 0;    ///< Of the packed text, in the section of texts.
  std::uint32_t packed_bytes = 0;  ///< Of the packed text.
  std::uint32_t text_bytes = 0;    ///< Unpacked.
  std::uint32_t number = 0;        ///< Of the document in the archive; rising in a segment.
  std::uint32_t stock = 0;  ///< See `AnchorStock`: shingles in the upper 24 bits, different anchors in the lower 8.
  std::int64_t published =
    kNoTime;  ///< Seconds since 1970, as the catalogue has it, so that who only looks need not ask it.

  static constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();
};

static_assert(sizeof(SegmentDocument) == 32);

/// How often a word stands in the documents of a segment.
struct SegmentWord {
  std::uint64_t stem = 0;
  std::uint32_t texts = 0;
  std::int32_t name_lead = 0;  ///< Times that it was written as a name, less the times that it was not.
};

static_assert(sizeof(SegmentWord) == 16);

/// The parts of a segment, in the order in which they stand in it.
enum class SegmentSection : std::uint8_t {
  Documents,
  Texts,
  AnchorBlocks,
  Anchors,
  AnchorFilter,
  KeyBlocks,
  Keys,
  KeyFilter,
  IdBlocks,
  Ids,
  Words
};
inline constexpr std::size_t kSegmentSections = 11;

/// The first bytes of a segment; all numbers have their lowest byte first.
struct SegmentHeader {
  struct Section {
    std::uint64_t begin = 0;
    std::uint64_t bytes = 0;
    std::uint64_t checksum = 0;
  };

  std::uint64_t magic = 0;
  std::uint32_t version = 0;
  std::uint32_t documents = 0;
  std::uint64_t anchors = 0;  ///< Postings.
  std::uint64_t keys = 0;     ///< Postings.
  std::uint64_t ids = 0;      ///< Postings.
  PostingWidths anchor_widths;
  PostingWidths key_widths;
  PostingWidths id_widths;
  std::uint16_t reserved = 0;
  Section sections[kSegmentSections];
  std::uint64_t checksum = 0;  ///< Of all that stands before it.
};

static_assert(sizeof(SegmentHeader) == 48 + 24 * kSegmentSections + 8);

inline constexpr std::uint64_t kSegmentMagic = 0x31474553414D5453;  // "STMASEG1"
inline constexpr std::uint32_t kSegmentVersion = 2;

/// Segment: documents that were written together and never change: their texts, and by what they are found.
///
/// In    a file that `write_segment` wrote, or what has become of it.
/// Out   views of the file; whatever it holds, nothing is read beyond its end. Blocks of postings and texts are checked when
///       they are read.
/// Errors  `DamagedSegment`.
class ArchiveSegment {
 public:
  ArchiveSegment(std::filesystem::path const& path, std::uint64_t bytes);

  [[nodiscard]] std::string const& name() const noexcept { return name_; }

  [[nodiscard]] std::span<SegmentDocument const> documents() const noexcept { return documents_; }

  [[nodiscard]] std::span<SegmentWord const> words() const noexcept { return words_; }

  [[nodiscard]] PostingList const& anchors() const noexcept {
    return anchors_;
  }  ///< Shingles by which copies are found.

  [[nodiscard]] PostingList const& keys() const noexcept { return keys_; }  ///< Words by which tellings are found.

  [[nodiscard]] PostingList const& ids() const noexcept { return ids_; }  ///< Ids, by `id_posting_key`.

  [[nodiscard]] std::string_view packed_text(SegmentDocument const& document) const;

  /// The place of a document of the archive.
  [[nodiscard]] std::optional<std::uint32_t> place_of_number(std::uint32_t number) const;

  [[nodiscard]] SegmentWord const* find_word(std::uint64_t stem) const;

  [[nodiscard]] std::uint64_t section_bytes(SegmentSection section) const noexcept;

  /// See `MappedFile`.
  void let_go() const noexcept { file_.let_go(); }

  /// Reads everything; says what is not as it was written.
  void check() const;

 private:
  [[nodiscard]] std::string_view section(SegmentSection section) const;

  std::string name_;
  MappedFile file_;
  SegmentHeader header_;
  std::span<SegmentDocument const> documents_;
  std::span<SegmentWord const> words_;
  std::string_view texts_;
  PostingList anchors_;
  PostingList keys_;
  PostingList ids_;
};

}  // namespace stemma
