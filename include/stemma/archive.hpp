// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
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

#include "stemma/archive_model.hpp"
#include "stemma/document_rows.hpp"
#include "stemma/model.hpp"
#include "stemma/options.hpp"

namespace stemma {

struct ArchiveState;

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
/// Threads  one at a time; several may have an Archive each, of one folder.
class Archive {
 public:
  static void create(std::filesystem::path const& folder);

  explicit Archive(std::filesystem::path folder, Options options = {}, ArchiveListener listener = {});
  ~Archive();
  Archive(Archive const&) = delete;
  Archive& operator=(Archive const&) = delete;

  [[nodiscard]] ArchiveAddition add(std::span<std::filesystem::path const> paths);
  [[nodiscard]] ArchiveAddition add(DocumentRows const& rows);

  /// Documents from this number on, without their texts, the first `most` of them.
  [[nodiscard]] std::vector<ArchiveDocument> documents_from(std::uint32_t number, std::size_t most);

  [[nodiscard]] std::uint64_t remove(std::span<std::string const> ids);  ///< Throws `Error{NoInput}` for an unknown id.
  void compact();

  [[nodiscard]] ArchiveAnswer query(ArchiveQuestion const& question);
  [[nodiscard]] std::vector<ArchiveStory> stories(std::size_t most);  ///< The one that changed last first.

  /// The story of two documents or more with this name, as below; none where it has but one.
  [[nodiscard]] std::optional<ArchiveStory> story_called(std::string const& name);

  /// What `Pipeline` finds of one story: named by its number or by the id of one of its documents.
  [[nodiscard]] Report story(std::string const& name);
  [[nodiscard]] ArchiveStats stats();

  /// Grows with every addition and removal, whoever made it; as long as it is the same, `story` and `stories` say the same.
  /// Costs some microseconds.
  [[nodiscard]] std::uint64_t generation();
  [[nodiscard]] ArchiveCheck check();

  /// Writes a table; returns what could not be read, and why.
  [[nodiscard]] std::vector<std::string> write(ArchiveExport what, ArchiveForm form, std::ostream& out);

 private:
  std::unique_ptr<ArchiveState> state_;
};

/// A bound of a question: a day, which is taken from its first or to its last second, or a time of it, in ISO 8601; none
/// where it is neither.
enum class TimeBound : std::uint8_t { Since, Until };
[[nodiscard]] std::optional<UtcTime> read_bound(std::string_view written, TimeBound bound);

/// Writes an answer as JSON of the form stemma.answer/1 (docs/archive.md).
void write_json(ArchiveAnswer const& answer, std::ostream& out);

/// Writes a list of stories, and what an archive holds, as JSON (serve/openapi.json).
void write_json(std::vector<ArchiveStory> const& stories, std::ostream& out);
void write_json(ArchiveStats const& stats, std::ostream& out);

}  // namespace stemma
