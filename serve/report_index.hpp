// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

namespace stemma::serve {

/// ReportIndex: here is a report as JSON, where in it is each story and each document?
///
/// Errors  `Error` where the file cannot be read or is no report of the form stemma.report/1.
/// Cost    the report is held as it was written, and once more while it is read.
class ReportIndex {
 public:
  explicit ReportIndex(std::filesystem::path const& path);
  ReportIndex(ReportIndex const&) = delete;
  ReportIndex& operator=(ReportIndex const&) = delete;

  [[nodiscard]] std::string_view report() const noexcept { return json_; }

  /// A line for each story: id, title, its documents, origins, changes of fact and the gravest; an array of objects.
  [[nodiscard]] std::string_view stories() const noexcept { return stories_json_; }

  /// As they stand in the report; empty where there is none of this id.
  [[nodiscard]] std::string_view story(std::uint64_t id) const;
  [[nodiscard]] std::string_view document(std::string const& id) const;

  [[nodiscard]] std::size_t story_count() const noexcept { return stories_.size(); }

  [[nodiscard]] std::size_t document_count() const noexcept { return documents_.size(); }

 private:
  void index();

  std::string json_;
  std::string stories_json_;
  std::unordered_map<std::uint64_t, std::string_view> stories_;
  std::unordered_map<std::string, std::string_view> documents_;
};

}  // namespace stemma::serve
