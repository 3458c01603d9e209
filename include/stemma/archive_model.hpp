// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stemma/model.hpp"

namespace stemma {

/// What adding did.
struct ArchiveAddition {
  std::uint64_t documents = 0;         ///< That are new.
  std::uint32_t first_number = 0;      ///< Of these; theirs are the greatest of the archive.
  std::uint64_t text_bytes = 0;        ///< Of these.
  std::uint64_t known = 0;             ///< Left out: the archive has them already, with the same id and text.
  std::uint64_t joined = 0;            ///< Of the new ones: that belong to a story of two or more.
  std::uint64_t skipped = 0;           ///< That could not be read.
  std::vector<std::uint32_t> touched;  ///< Stories that have a new document, by number; at most `kMostTouched`.
  std::vector<InputNote> notes;        ///< What was skipped or read with a doubt; the first `kMostNotes`.

  static constexpr std::size_t kMostTouched = 10'000;
  static constexpr std::size_t kMostNotes = 1000;
};

/// A run of words that a question and a document share.
struct ArchivePassage {
  std::uint32_t question_begin_byte = 0;
  std::uint32_t question_end_byte = 0;
  std::uint32_t document_begin_byte = 0;
  std::uint32_t document_end_byte = 0;
  std::uint32_t words = 0;
  std::string text;  ///< As the document has it.
};

/// A document of the archive, without its text.
struct ArchiveDocument {
  std::uint32_t number = 0;
  std::string id;
  std::uint32_t story = 0;  ///< The number of its first document; its own where the document stands alone.
  std::optional<UtcTime> published;
  std::optional<std::string> outlet;
  std::optional<std::string> title;
  std::string language;
  std::string source;
  std::uint32_t text_bytes = 0;
};

struct ArchiveMatch {
  ArchiveDocument document;
  double share_question = 0;             ///< Of the question's shingles, so many stand in the document, 0…1.
  double share_document = 0;             ///< And the other way.
  std::vector<ArchivePassage> passages;  ///< Longest first.
};

struct ArchiveQuestion {
  std::string text;
  std::optional<UtcTime> since;  ///< Documents without a time are left out where one of these is given.
  std::optional<UtcTime> until;
  std::optional<std::string> outlet;
  std::optional<std::string> language;
  std::uint32_t most_matches = 10;
};

struct ArchiveAnswer {
  std::vector<ArchiveMatch> matches;  ///< Most shared words first; ties by time, then by number.
  std::uint64_t suspects = 0;         ///< Documents with a passage in common, it seems; not all were looked at.
  std::uint64_t looked_at = 0;
  std::vector<std::string> damaged;  ///< Segments that could not answer, and why.
};

/// A story of two documents or more.
struct ArchiveStory {
  std::uint32_t story = 0;
  std::uint32_t documents = 0;
  std::optional<UtcTime> first_published;
  std::optional<UtcTime> last_published;
  std::uint64_t changed = 0;  ///< The addition or removal that touched it last, counted from 1.
  std::optional<std::string> title;
};

struct ArchiveStats {
  std::uint64_t format = 0;
  std::uint64_t documents = 0;
  std::uint64_t removed = 0;  ///< Still on the disk, until the archive is made compact.
  std::uint64_t stories = 0;  ///< Of two documents or more.
  std::uint64_t segments = 0;
  std::uint64_t text_bytes = 0;  ///< Unpacked.
  std::uint64_t packed_bytes = 0;
  std::uint64_t index_bytes = 0;  ///< Everything else: catalogue and segments.
  std::uint64_t anchor_bytes = 0;
  std::uint64_t key_bytes = 0;
  std::uint64_t word_bytes = 0;
  std::uint64_t catalogue_bytes = 0;
  std::vector<std::string> damaged;
};

struct ArchiveCheck {
  std::uint64_t documents = 0;  ///< Whose texts were read.
  std::uint64_t segments = 0;
  std::vector<std::string> faults;  ///< What is not as it was written.
};

enum class ArchiveExport : std::uint8_t { Documents, Stories, Edges, Apparatus };
enum class ArchiveForm : std::uint8_t { Jsonl, Csv };

}  // namespace stemma
