// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <vector>

namespace stemma::follow {

/// A file below a watched path, as it lay there.
struct SeenFile {
  std::filesystem::path path;
  std::uintmax_t size = 0;
  std::filesystem::file_time_type changed;
};

/// Wakes when something changes below folders. What changed is found by looking, so nothing is lost where the system cannot
/// tell (network file systems, too many folders): then it is looked for now and then.
class FolderWatch {
 public:
  explicit FolderWatch(std::span<std::filesystem::path const> paths);
  ~FolderWatch();
  FolderWatch(FolderWatch const&) = delete;
  FolderWatch& operator=(FolderWatch const&) = delete;

  /// Readable when something changed; -1 where the system cannot tell.
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

  /// All regular files below the paths now, but hidden ones, sorted. Takes notice of all changes until now.
  [[nodiscard]] std::vector<SeenFile> look();

 private:
  void watch(std::filesystem::path const& path);

  std::vector<std::filesystem::path> paths_;
  int descriptor_ = -1;
};

}  // namespace stemma::follow
