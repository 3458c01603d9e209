// SPDX-License-Identifier: Apache-2.0
#include "base/spill_memory.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <new>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::size_t kHugePageBytes = std::size_t{2} << 20U;

[[noreturn]] void refuse(std::string const& what, int error) {
  throw Error{ErrorKind::CannotWrite, "cannot " + what + ": " + std::generic_category().message(error)};
}

}  // namespace

SpillMemory::SpillMemory(
  std::filesystem::path folder, std::uint64_t budget_bytes, std::uint64_t resident_bytes, std::size_t large_bytes
)
    : folder_{std::move(folder)},
      budget_bytes_{budget_bytes},
      resident_bytes_{resident_bytes},
      large_bytes_{large_bytes} {}

void* SpillMemory::do_allocate(std::size_t bytes, std::size_t alignment) {
  if (bytes < large_bytes_) {
    void* const piece = std::pmr::new_delete_resource()->allocate(bytes, alignment);
    std::scoped_lock const lock{mutex_};
    held_bytes_ += bytes;
    return piece;
  }
  {
    std::scoped_lock const lock{mutex_};
    if (held_bytes_ + bytes <= budget_bytes_) {
      // By itself, not from the heap: what is given back must go back to the system.
      void* const piece = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (piece != MAP_FAILED) {
        if (bytes >= kHugePageBytes) {  // Tables are looked at all over: a step must not cost a walk through tables of pages.
          static_cast<void>(madvise(piece, bytes, MADV_HUGEPAGE));
        }
        held_bytes_ += bytes;
        return piece;
      }
    }
  }
  void* const piece = map_file(bytes);
  std::scoped_lock const lock{mutex_};
  files_.emplace(piece, bytes);
  in_files_ += bytes;
  most_in_files_ = std::max(most_in_files_.load(), in_files_.load());
  return piece;
}

void* SpillMemory::map_file(std::size_t bytes) {
  std::string name = (folder_ / "room.XXXXXX").native();
  int const descriptor = mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) {
    refuse("write " + name, errno);
  }
  static_cast<void>(unlink(name.c_str()));
  int error = posix_fallocate(descriptor, 0, static_cast<off_t>(bytes));
  void* const piece = error != 0 ? MAP_FAILED : mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  error = piece == MAP_FAILED && error == 0 ? errno : error;
  static_cast<void>(close(descriptor));
  if (error != 0) {
    refuse("write " + name, error);
  }
  return piece;
}

void SpillMemory::do_deallocate(void* piece, std::size_t bytes, std::size_t alignment) {
  if (bytes < large_bytes_) {
    std::pmr::new_delete_resource()->deallocate(piece, bytes, alignment);
  } else {
    static_cast<void>(munmap(piece, bytes));
  }
  std::scoped_lock const lock{mutex_};
  if (files_.erase(piece) > 0) {
    in_files_ -= bytes;
  } else {
    held_bytes_ -= bytes;
  }
}

void SpillMemory::ease() {
  if (bytes_in_files() == 0 || stemma::resident_bytes() <= resident_bytes_) {
    return;
  }
  std::scoped_lock const lock{mutex_};
  for (auto const& [piece, bytes] : files_) {
    static_cast<void>(madvise(piece, bytes, MADV_DONTNEED));  // of a shared mapping: nothing is lost
  }
}

std::uint64_t resident_bytes() {
  std::uint64_t pages = 0;
  if (std::FILE* const file = std::fopen("/proc/self/statm", "re")) {
    unsigned long all = 0;
    unsigned long resident = 0;
    pages = std::fscanf(file, "%lu %lu", &all, &resident) == 2 ? resident : 0;
    static_cast<void>(std::fclose(file));
  }
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace stemma
