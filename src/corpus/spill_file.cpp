// SPDX-License-Identifier: Apache-2.0
#include "corpus/spill_file.hpp"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "stemma/error.hpp"

namespace stemma {

namespace {

[[noreturn]] void refuse(std::filesystem::path const& path, int error) {
  std::string const hint = error == ENOSPC ? "; free some space and run the same command again" : "";
  throw Error{
    ErrorKind::CannotWrite, "cannot write " + path.native() + ": " + std::generic_category().message(error) + hint};
}

}  // namespace

SpillFile::SpillFile(std::filesystem::path path) : path_{std::move(path)} {
  descriptor_ = open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    refuse(path_, errno);
  }
}

SpillFile::SpillFile(std::filesystem::path path, int descriptor, std::uint64_t size)
    : path_{std::move(path)}, descriptor_{descriptor}, size_{size} {}

std::unique_ptr<SpillFile> SpillFile::left_at(std::filesystem::path path) {
  int const descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::error_code error;
  std::uint64_t const size = std::filesystem::file_size(path, error);
  if (descriptor < 0 || error) {
    throw Error{ErrorKind::NoInput, path.native() + " cannot be read: " + std::generic_category().message(errno)};
  }
  return std::unique_ptr<SpillFile>{new SpillFile{std::move(path), descriptor, size}};
}

SpillFile::~SpillFile() {
  static_cast<void>(close(descriptor_));
}

std::uint64_t SpillFile::append(std::string_view bytes) {
  std::uint64_t const begin = size_.load(std::memory_order_relaxed);
  std::uint64_t at = begin;
  while (!bytes.empty()) {
    ssize_t const count = pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      refuse(path_, count < 0 ? errno : EIO);
    }
    at += static_cast<std::uint64_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  size_.store(at, std::memory_order_release);
  return begin;
}

void SpillFile::read(std::uint64_t begin_byte, std::span<char> space) const {
  if (!read_exactly(descriptor_, begin_byte, space)) {
    throw Error{ErrorKind::CannotWrite, path_.native() + " cannot be read again; was it changed by another program?"};
  }
}

bool read_exactly(int descriptor, std::uint64_t begin_byte, std::span<char> space) {
  while (!space.empty()) {
    ssize_t const count = pread(descriptor, space.data(), space.size(), static_cast<off_t>(begin_byte));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return false;
    }
    begin_byte += static_cast<std::uint64_t>(count);
    space = space.subspan(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace stemma
