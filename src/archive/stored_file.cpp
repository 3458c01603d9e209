// SPDX-License-Identifier: Apache-2.0
#include "archive/stored_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::size_t kBufferBytes = 1U << 20U;
constexpr std::int64_t kBegunBytes = 8U << 20U;

/// Closes a descriptor at the end of a scope.
struct Closer {
  int descriptor;

  ~Closer() { static_cast<void>(close(descriptor)); }
};

}  // namespace

MappedFile::MappedFile(std::filesystem::path const& path) {
  int const descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    throw std::system_error{errno, std::generic_category(), path.native()};
  }
  Closer const closer{descriptor};

  struct stat state {};

  if (fstat(descriptor, &state) != 0) {
    throw std::system_error{errno, std::generic_category(), path.native()};
  }
  size_ = static_cast<std::size_t>(state.st_size);
  if (size_ == 0) {
    return;
  }
  void* const begin = mmap(nullptr, size_, PROT_READ, MAP_SHARED, descriptor, 0);
  if (begin == MAP_FAILED) {
    throw std::system_error{errno, std::generic_category(), path.native()};
  }
  begin_ = static_cast<char const*>(begin);
}

MappedFile::~MappedFile() {
  if (begin_ != nullptr) {
    static_cast<void>(munmap(const_cast<char*>(begin_), size_));
  }
}

void MappedFile::let_go() const noexcept {
  if (begin_ != nullptr) {
    static_cast<void>(madvise(const_cast<char*>(begin_), size_, MADV_DONTNEED));
  }
}

std::uint64_t checksum_of(MappedFile const& file, std::uint64_t begin, std::uint64_t bytes) {
  constexpr std::uint64_t piece = 16U << 20U;
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  for (std::uint64_t done = 0; done < bytes; done += piece) {
    auto const part = file.bytes().substr(begin + done, std::min(piece, bytes - done));
    XXH3_64bits_update(&state, part.data(), part.size());
    if (bytes > piece) {
      file.let_go();
    }
  }
  return XXH3_64bits_digest(&state);
}

NewFile::NewFile(std::filesystem::path path) : path_{std::move(path)}, unfinished_{path_} {
  unfinished_ += ".unfinished";
  descriptor_ = open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    fail(errno);
  }
  buffer_.reserve(kBufferBytes);
}

NewFile::~NewFile() {
  if (descriptor_ >= 0) {
    static_cast<void>(close(descriptor_));
    static_cast<void>(unlink(unfinished_.c_str()));
  }
}

void NewFile::fail(int error) const {
  throw Error{ErrorKind::CannotWrite, "cannot write " + path_.native() + ": " + std::strerror(error)};
}

void NewFile::write(std::string_view bytes) {
  size_ += bytes.size();
  if (buffer_.size() + bytes.size() > kBufferBytes) {
    flush();
  }
  if (bytes.size() >= kBufferBytes) {
    write_out(bytes);
  } else {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  }
}

void NewFile::align() {
  constexpr std::size_t line = 64;
  constexpr char zeros[line] = {};
  write({zeros, (line - size_ % line) % line});
}

void NewFile::flush() {
  write_out({buffer_.data(), buffer_.size()});
  buffer_.clear();
}

void NewFile::write_out(std::string_view bytes) {
  while (!bytes.empty()) {
    auto const count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) {
      fail(errno);
    }
    bytes.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
    written_ += count < 0 ? 0 : count;
  }
  // A large file goes to the disk as it is written, so that making sure of it at the end makes nobody else wait for long.
  if (written_ - begun_ >= kBegunBytes) {
    static_cast<void>(sync_file_range(descriptor_, begun_, written_ - begun_, SYNC_FILE_RANGE_WRITE));
    begun_ = written_;
  }
}

void NewFile::write_front(std::string_view bytes) {
  flush();
  if (pwrite(descriptor_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    fail(errno);
  }
}

void NewFile::keep() {
  flush();
  if (fsync(descriptor_) != 0) {
    fail(errno);
  }
  if (close(std::exchange(descriptor_, -1)) != 0 || rename(unfinished_.c_str(), path_.c_str()) != 0) {
    int const error = errno;
    static_cast<void>(unlink(unfinished_.c_str()));
    fail(error);
  }
  sync_folder(path_.parent_path());
}

void sync_folder(std::filesystem::path const& folder) {
  int const descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool const is_synced = descriptor >= 0 && fsync(descriptor) == 0;
  int const error = errno;
  if (descriptor >= 0) {
    static_cast<void>(close(descriptor));
  }
  if (!is_synced) {
    throw Error{ErrorKind::CannotWrite, "cannot write " + folder.native() + ": " + std::strerror(error)};
  }
}

WriterLock::WriterLock(std::filesystem::path const& path) {
  descriptor_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    throw Error{ErrorKind::CannotWrite, "cannot write " + path.native() + ": " + std::strerror(errno)};
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    static_cast<void>(close(descriptor_));
    throw Error{
      ErrorKind::CannotWrite,
      "another process writes to the archive " + path.parent_path().native() + "; try again when it is done"};
  }
}

WriterLock::~WriterLock() {
  static_cast<void>(close(descriptor_));
}

}  // namespace stemma
