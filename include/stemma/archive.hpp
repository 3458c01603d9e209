// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/model.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// What adding did.
struct ArchiveAddition {
  std::uint64_t documents = 0;         ///< That are new.
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

/// How far adding, checking or making compact is.
struct ArchiveProgress {
  std::string_view stage;  ///< "add", "compact", "check", "export".
  std::uint64_t documents = 0;
};

using ArchiveListener = std::function<void(ArchiveProgress const&)>;

/// Archive: has this been told before, by whom, from whom? An index on disk that grows day by day.
///
/// In    a folder that `create` made; documents in every form that `Pipeline` reads.
/// Out   see docs/archive.md. What an `add` or `remove` has returned from survives a kill and a power cut; of what it has not,
///       whole batches may be there, and never half of a document. One writes, any number read meanwhile; each answer is of
///       one moment.
/// Errors  `Error`: `NoInput` for no archive or one of another format; `CannotWrite` for a full disk, after which the archive
///       is what it was, or where another process writes.
class Archive {
 public:
  static void create(std::filesystem::path const& folder);

  explicit Archive(std::filesystem::path folder, Options options = {}, ArchiveListener listener = {});
  ~Archive();
  Archive(Archive const&) = delete;
  Archive& operator=(Archive const&) = delete;

  [[nodiscard]] ArchiveAddition add(std::span<std::filesystem::path const> paths);
  [[nodiscard]] std::uint64_t remove(std::span<std::string const> ids);  ///< Throws `Error{NoInput}` for an unknown id.
  void compact();

  [[nodiscard]] ArchiveAnswer query(ArchiveQuestion const& question);
  [[nodiscard]] std::vector<ArchiveStory> stories(std::size_t most);  ///< The one that changed last first.

  /// What `Pipeline` finds of one story: named by its number or by the id of one of its documents.
  [[nodiscard]] Report story(std::string const& name);
  [[nodiscard]] ArchiveStats stats();
  [[nodiscard]] ArchiveCheck check();

  /// Writes a table; returns what could not be read, and why.
  [[nodiscard]] std::vector<std::string> write(ArchiveExport what, ArchiveForm form, std::ostream& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A bound of a question: a day, which is taken from its first or to its last second, or a time of it, in ISO 8601; none
/// where it is neither.
enum class TimeBound : std::uint8_t { Since, Until };
[[nodiscard]] std::optional<UtcTime> read_bound(std::string_view written, TimeBound bound);

/// Writes an answer as JSON of the form stemma.answer/1 (docs/archive.md).
void write_json(ArchiveAnswer const& answer, std::ostream& out);

}  // namespace stemma
