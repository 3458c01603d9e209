// SPDX-License-Identifier: Apache-2.0
#include "follow/folder_watch.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/inotify.h>
#include <unistd.h>

namespace stemma::follow {

namespace {

namespace fs = std::filesystem;

bool is_hidden(fs::path const& path) {
  return path.filename().native().starts_with('.');
}

void take(fs::path const& path, std::vector<SeenFile>& files) {
  std::error_code error;
  auto const size = fs::file_size(path, error);
  auto const changed = error ? fs::file_time_type{} : fs::last_write_time(path, error);
  if (!error) {
    files.push_back({path, size, changed});
  }
}

}  // namespace

FolderWatch::FolderWatch(std::span<fs::path const> paths)
    : paths_{paths.begin(), paths.end()}, descriptor_{inotify_init1(IN_CLOEXEC | IN_NONBLOCK)} {}

FolderWatch::~FolderWatch() {
  if (descriptor_ >= 0) {
    static_cast<void>(close(descriptor_));
  }
}

/// Watching what is watched already changes nothing.
void FolderWatch::watch(fs::path const& path) {
  constexpr auto wanted = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ATTRIB;
  if (descriptor_ >= 0 && inotify_add_watch(descriptor_, path.c_str(), wanted) < 0 && errno != ENOENT) {
    static_cast<void>(close(std::exchange(descriptor_, -1)));
  }
}

std::vector<SeenFile> FolderWatch::look() {
  alignas(inotify_event) std::array<char, 1U << 14U> events;
  while (descriptor_ >= 0 && read(descriptor_, events.data(), events.size()) > 0) {
  }
  std::vector<SeenFile> files;
  for (auto const& path : paths_) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      watch(path.has_parent_path() ? path.parent_path() : fs::path{"."});  // a saved file is often a new one
      take(path, files);
      continue;
    }
    // A folder is watched before it is looked into, so that nothing falls between.
    watch(path);
    std::vector<fs::path> folders{path};
    while (!folders.empty()) {
      auto const folder = std::move(folders.back());
      folders.pop_back();
      for (fs::directory_iterator entry{folder, error}; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
        if (is_hidden(entry->path()) || entry->is_symlink(error)) {
          continue;
        }
        if (entry->is_directory(error)) {
          watch(entry->path());
          folders.push_back(entry->path());
        } else if (entry->is_regular_file(error)) {
          take(entry->path(), files);
        }
      }
      error.clear();
    }
  }
  std::ranges::sort(files, {}, &SeenFile::path);
  auto const doubled = std::ranges::unique(files, {}, &SeenFile::path);
  files.erase(doubled.begin(), doubled.end());
  return files;
}

}  // namespace stemma::follow
