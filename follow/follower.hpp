// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "follow/fetcher.hpp"
#include "follow/folder_watch.hpp"
#include "follow/follow_state.hpp"
#include "follow/news.hpp"
#include "follow/stop_signal.hpp"
#include "stemma/archive.hpp"

namespace stemma::follow {

struct FollowOptions {
  std::vector<std::filesystem::path> paths;   ///< Folders, and files: saved feeds, or texts as `stemma trace` reads them.
  std::vector<std::string> addresses;         ///< Of feeds; fetched only where there are any.
  std::chrono::seconds every{900};            ///< Between two looks at an address.
  std::chrono::milliseconds look_every{5000}; ///< Between two looks at the folders where the system cannot tell of changes.
  FetchLimits limits;
};

/// Follower: here are folders and feeds, what is new in them, and what does it change?
///
/// In    an archive, and what is to be followed.
/// Out   each round adds to the archive what is new, and tells it. A file is read when it has rested for a second; what was read
///       is remembered in the archive's folder (`follow.state`). Whatever a file or a server gives, the rounds go on.
/// Errors  `Error` of the archive: another writer, a full disk.
class Follower {
 public:
  Follower(std::filesystem::path const& folder, Archive& archive, FollowOptions options, StopSignal const& stop);

  /// One round. With `takes_all` files need not have rested.
  [[nodiscard]] News round(bool takes_all);

  /// Waits until there may be something new, or a stop.
  void wait();

 private:
  void read_files(bool takes_all, News& news);
  void read_feed_file(SeenFile const& file, News& news);
  void fetch_due(News& news);
  void take_feed(std::string const& bytes, std::string const& source, News& news);
  void count(ArchiveAddition const& addition, News& news);
  void add_paths(std::vector<std::filesystem::path> const& paths, News& news);

  Archive& archive_;
  FollowOptions options_;
  StopSignal const& stop_;
  std::filesystem::path state_path_;
  FollowState state_;
  FolderWatch watch_;
  std::optional<Fetcher> fetcher_;
  bool is_any_restless_ = false;  ///< A file was still being written.
  std::uint32_t first_number_ = 0;
};

}  // namespace stemma::follow
