// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "stemma/document_rows.hpp"
#include "stemma/model.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// What was read, and what was not.
struct Corpus {
  std::vector<Document> documents;  ///< Sorted by id; ids are unique.
  std::vector<InputNote> skipped;   ///< Sorted by source, then line.
  std::vector<InputNote> notices;   ///< Sorted by source, then line.
};

/// Corpus: here are paths, give me the documents, and say what you left out.
///
/// In    files (plain text, JSONL), folders (recursive), "-" for standard input.
/// Out   documents sorted by id, whatever the order of the paths; every document that could not be read
///       is in `skipped` with its file, line and reason.
/// Errors  `Error{NoInput}` where a path does not exist or nothing at all could be read; `Error{BadOption}` where the texts are more than
///         `memory_bytes` has room for.
/// Cost  linear in bytes; holds the texts.
class CorpusReader {
 public:
  explicit CorpusReader(Options const& options);

  [[nodiscard]] Corpus read(std::span<std::filesystem::path const> paths) const;

  /// The same checks and order for documents that are already in memory.
  [[nodiscard]] Corpus adopt(std::vector<Document> documents) const;

  /// Rows, as the records of one file are read.
  [[nodiscard]] Corpus adopt(DocumentRows const& rows) const;

 private:
  Options options_;
};

}  // namespace stemma
