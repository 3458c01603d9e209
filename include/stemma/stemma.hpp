// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/comparison.hpp"
#include "stemma/document_rows.hpp"
#include "stemma/error.hpp"
#include "stemma/model.hpp"
#include "stemma/names.hpp"
#include "stemma/options.hpp"
#include "stemma/report_writers.hpp"
#include "stemma/story_parts.hpp"
#include "stemma/version.hpp"

namespace stemma {

/// How far a stage is. `total` is 0 where it is not known in advance.
struct Progress {
  std::string_view stage;
  std::size_t done = 0;
  std::size_t total = 0;
};

/// Called from the calling thread, and only now and then.
using ProgressListener = std::function<void(Progress const&)>;

/// Stemma: here is a pile of texts, show me how a story spread.
///
/// In    paths of files and folders ("-" = standard input), or documents already in memory.
/// Out   a Report: the same bytes for any order of the inputs and any number of threads.
/// Errors  `Error` where an option is out of range or a path cannot be read at all;
///         a document that cannot be read is recorded in `Report::skipped` and the run goes on.
/// Cost  see docs/ for figures; the texts are held in memory.
///
///     stemma::Report const report = stemma::Pipeline{options}.run(paths);
class Pipeline {
 public:
  explicit Pipeline(Options options, ProgressListener listener = {});

  [[nodiscard]] Report run(std::span<std::filesystem::path const> paths) const;
  [[nodiscard]] Report run(std::vector<Document> documents) const;
  [[nodiscard]] Report run(DocumentRows const& rows) const;

  /// Rows that are a part of a larger pile, which has taught what their words say (stemma/story_parts.hpp).
  [[nodiscard]] Report run(DocumentRows const& rows, StoryPile const& pile) const;

  /// Two texts side by side, of one story or not: which words of the left stand behind which words of the right.
  /// Errors  `Error` where a path holds no document or several; with ids, where it has no document of that id.
  [[nodiscard]] Comparison compare(std::filesystem::path const& left, std::filesystem::path const& right) const;
  [[nodiscard]] Comparison compare(
    std::filesystem::path const& records, std::string const& left_id, std::string const& right_id
  ) const;
  [[nodiscard]] Comparison compare(Document left, Document right) const;
  [[nodiscard]] Comparison compare(DocumentRows const& left_and_right) const;

 private:
  [[nodiscard]] Report run_rows(DocumentRows const& rows, StoryPile const* pile) const;
  [[nodiscard]] Comparison compare_documents(Document left, Document right) const;

  Options options_;
  ProgressListener listener_;
};

}  // namespace stemma
