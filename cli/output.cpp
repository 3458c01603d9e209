// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <string>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

#include "cli/printable.hpp"
#include "stemma/error.hpp"

namespace stemma::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(fs::path const& path, int error) {
  std::string const reason = error == 0 ? "unknown error" : std::generic_category().message(error);
  throw Error{ErrorKind::CannotWrite, "cannot write " + printable(path.native()) + ": " + reason};
}

/// A link is followed: the file that it names is replaced, not the link.
fs::path target_of(fs::path const& path) {
  std::error_code error;
  auto const target = fs::canonical(path, error);
  return error ? path : target;
}

bool is_written_directly(fs::path const& path) {
  std::error_code error;
  auto const status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status);
}

/// A file beside the one to be written, removed unless it was put in its place.
class FileBeside {
 public:
  explicit FileBeside(fs::path const& target) : target_{target}, name_{target.native() + ".XXXXXX"} {
    int const descriptor = mkstemp(name_.data());
    if (descriptor < 0) {
      int const error = errno;
      name_.clear();
      refuse(target_, error);
    }
    static_cast<void>(fchmod(descriptor, mode_of(target_)));
    static_cast<void>(close(descriptor));
  }

  ~FileBeside() {
    if (!name_.empty()) {
      static_cast<void>(unlink(name_.c_str()));
    }
  }

  FileBeside(FileBeside const&) = delete;
  FileBeside& operator=(FileBeside const&) = delete;

  [[nodiscard]] std::string const& name() const noexcept { return name_; }

  void put_in_place() {
    if (rename(name_.c_str(), target_.c_str()) != 0) {
      refuse(target_, errno);
    }
    name_.clear();
  }

 private:
  /// That of the file it replaces, or that of any new file.
  static mode_t mode_of(fs::path const& target) {
    struct stat status {};

    if (stat(target.c_str(), &status) == 0) {
      return status.st_mode & 0777U;
    }
    mode_t const mask = umask(0);
    umask(mask);
    return 0666U & ~mask;
  }

  fs::path target_;
  std::string name_;
};

void write_stream(std::string const& name, fs::path const& shown, WriteTo const& write) {
  errno = 0;
  std::ofstream out{name, std::ios::binary | std::ios::trunc};
  if (out) {
    write(out);
    out.close();
  }
  if (!out) {
    refuse(shown, errno);
  }
}

}  // namespace

void check_can_write(fs::path const& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    refuse(path, EISDIR);
  }
  if (!is_written_directly(path)) {
    FileBeside const probe{target_of(path)};
  }
}

void write_file(fs::path const& path, WriteTo const& write) {
  if (is_written_directly(path)) {
    write_stream(path.native(), path, write);
    return;
  }
  FileBeside beside{target_of(path)};
  write_stream(beside.name(), path, write);
  beside.put_in_place();
}

void write_standard_output(WriteTo const& write) {
  errno = 0;
  write(std::cout);
  std::cout.flush();
  if (!std::cout) {
    if (errno == EPIPE) {
      throw ReaderGone{};
    }
    refuse("standard output", errno);
  }
}

}  // namespace stemma::cli
