// SPDX-License-Identifier: Apache-2.0
#include "corpus/input_files.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <system_error>
#include <utility>

#include "corpus/text_form.hpp"
#include "stemma/error.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

bool is_hidden(fs::path const& path) {
  return path.filename().native().starts_with('.');
}

std::string shown(fs::path const& path) {
  return as_utf8(path.native());
}

/// Walks the given paths. Recursion is by a list of folders still to do: a deep tree must not exhaust the stack.
class Walk {
 public:
  explicit Walk(Intake& intake) : intake_{intake} {}

  void take_given(fs::path const& path) {
    std::error_code error;
    auto const status = path == "-" ? fs::file_status{} : fs::status(path, error);
    if (path == "-") {
      take_file(path, path);
    } else if (fs::is_directory(status)) {
      take_folder(path);
    } else if (fs::exists(status)) {
      take_file(path, identity_of(path));
    } else if (error == std::errc::permission_denied) {
      intake_.skip(shown(path), "cannot be read: " + error.message());
    } else {
      bool const is_missing = status.type() == fs::file_type::not_found;
      throw Error{ErrorKind::NoInput, shown(path) + ": " + (is_missing ? "no such file or folder" : error.message())};
    }
  }

  [[nodiscard]] std::vector<fs::path> finish() {
    // Real files before links to them: a document is named after its own place.
    while (!folders_.empty() || !links_.empty()) {
      if (!folders_.empty()) {
        fs::path const folder = std::move(folders_.back());
        folders_.pop_back();
        walk(folder);
      } else {
        std::sort(links_.begin(), links_.end());
        for (fs::path const& link : std::exchange(links_, {})) {
          take_link(link);
        }
      }
    }
    std::sort(files_.begin(), files_.end());
    return std::move(files_);
  }

 private:
  /// What a path stands for, however it is written; the path itself where that cannot be found out (a pipe).
  [[nodiscard]] static fs::path identity_of(fs::path const& path) {
    std::error_code error;
    auto identity = fs::canonical(path, error);
    return error ? path : identity;
  }

  /// Whether following the link would come back to it.
  [[nodiscard]] static bool is_above(fs::path const& target, fs::path const& link) {
    fs::path const place = identity_of(link.parent_path());
    return std::mismatch(target.begin(), target.end(), place.begin(), place.end()).first == target.end();
  }

  void take_file(fs::path const& path, fs::path const& identity) {
    auto const [first, is_new] = seen_.try_emplace(identity, path);
    if (is_new) {
      files_.push_back(path);
    } else {
      note_repetition(path, first->second);
    }
  }

  void take_folder(fs::path const& path) {
    auto const [first, is_new] = seen_.try_emplace(identity_of(path), path);
    if (is_new) {
      folders_.push_back(path);
    } else {
      note_repetition(path, first->second);
    }
  }

  void note_repetition(fs::path const& path, fs::path const& first) {
    intake_.notice(
      shown(path), path == first ? "given twice; read once" : "the same as " + shown(first) + "; read once"
    );
  }

  void take_link(fs::path const& link) {
    std::error_code error;
    fs::path const target = fs::canonical(link, error);
    auto const status = error ? fs::file_status{} : fs::status(target, error);
    if (error) {
      intake_.skip(shown(link), "a link that leads nowhere: " + error.message());
    } else if (fs::is_directory(status) && is_above(target, link)) {
      intake_.notice(shown(link), "a link to a folder in which it stands itself; not followed");
    } else if (fs::is_directory(status) && seen_.contains(target)) {
      intake_.notice(shown(link), "the same as " + shown(seen_.at(target)) + ", which is read already; not followed");
    } else if (fs::is_directory(status)) {
      take_folder(link);
    } else if (fs::is_regular_file(status)) {
      take_file(link, target);
    } else {
      intake_.skip(shown(link), "not a regular file");
    }
  }

  void walk(fs::path const& folder) {
    std::error_code error;
    std::vector<fs::path> entries;
    fs::directory_iterator entry{folder, error};
    for (; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
      entries.push_back(entry->path());
    }
    if (error) {
      intake_.skip(shown(folder), "the folder cannot be read: " + error.message());
    }
    std::sort(entries.begin(), entries.end());
    std::size_t hidden = 0;
    for (fs::path const& path : entries) {
      if (is_hidden(path)) {
        ++hidden;
      } else {
        take_entry(path);
      }
    }
    if (hidden > 0) {
      intake_.notice(
        shown(folder), std::to_string(hidden) + (hidden == 1 ? " hidden entry" : " hidden entries") + " not read"
      );
    }
  }

  void take_entry(fs::path const& path) {
    std::error_code error;
    auto const status = fs::symlink_status(path, error);
    if (error) {
      intake_.skip(shown(path), "cannot be read: " + error.message());
    } else if (fs::is_symlink(status)) {
      links_.push_back(path);
    } else if (fs::is_directory(status)) {
      take_folder(path);
    } else if (fs::is_regular_file(status)) {
      take_file(path, identity_of(path));
    } else {
      intake_.skip(shown(path), "not a regular file");
    }
  }

  Intake& intake_;
  std::map<fs::path, fs::path> seen_;  // what it is -> the path under which it is read
  std::vector<fs::path> folders_;
  std::vector<fs::path> links_;
  std::vector<fs::path> files_;
};

}  // namespace

std::vector<fs::path> input_files(std::span<fs::path const> paths, Intake& intake) {
  if (paths.empty()) {
    throw Error{ErrorKind::NoInput, "no file or folder was given"};
  }
  std::vector<fs::path> sorted{paths.begin(), paths.end()};
  // The order decides under which of two paths a file is read.
  std::sort(sorted.begin(), sorted.end());
  Walk walk{intake};
  for (fs::path const& path : sorted) {
    walk.take_given(path);
  }
  return walk.finish();
}

}  // namespace stemma
