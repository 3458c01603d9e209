// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stemma {

/// A whole file, read through memory: its pages belong to the system's cache and not to us.
class MappedFile {
 public:
  /// Throws `std::system_error` where it cannot be opened.
  explicit MappedFile(std::filesystem::path const& path);
  ~MappedFile();
  MappedFile(MappedFile const&) = delete;
  MappedFile& operator=(MappedFile const&) = delete;

  [[nodiscard]] std::string_view bytes() const noexcept { return {begin_, size_}; }

  /// What was read need not count as ours any longer; it is read again when it is wanted.
  void let_go() const noexcept;

 private:
  char const* begin_ = nullptr;
  std::size_t size_ = 0;
};

/// Has the first lines (64 bytes each) of a mapped part fetched, which will soon be read; the processor then sees the rest come by itself.
inline void fetch(std::string_view part, std::size_t lines) noexcept {
  constexpr std::size_t line = 64;
  for (std::size_t at = 0; at < std::min(part.size(), lines * line); at += line) {
    __builtin_prefetch(part.data() + at);
  }
}

/// A checksum of a part of a mapped file, which is let go meanwhile.
[[nodiscard]] std::uint64_t checksum_of(MappedFile const& file, std::uint64_t begin, std::uint64_t bytes);

/// A file that is there as a whole and for good, or not at all. Throws `Error{CannotWrite}`, for a full disk among others.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path path);
  ~NewFile();  ///< Deletes what was not kept.
  NewFile(NewFile const&) = delete;
  NewFile& operator=(NewFile const&) = delete;

  void write(std::string_view bytes);

  template <typename Item>
  void write_items(std::span<Item const> items) {
    write({reinterpret_cast<char const*>(items.data()), items.size_bytes()});
  }

  /// Fills up with zeros, so that the next byte stands at the beginning of a line of 64.
  void align();

  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

  /// Writes over the beginning.
  void write_front(std::string_view bytes);

  /// On the disk, under its name, and the folder knows it.
  void keep();

 private:
  void flush();
  void write_out(std::string_view bytes);
  [[noreturn]] void fail(int error) const;

  std::filesystem::path path_;
  std::filesystem::path unfinished_;
  int descriptor_ = -1;
  std::vector<char> buffer_;
  std::uint64_t size_ = 0;
  std::int64_t written_ = 0;  ///< Given to the system.
  std::int64_t begun_ = 0;    ///< Of these, those that it was asked to bring to the disk.
};

/// Makes sure that the names in a folder are on the disk.
void sync_folder(std::filesystem::path const& folder);

/// Held by the one who writes; the system lets go of it when the process ends, however it ends.
class WriterLock {
 public:
  /// Throws `Error{CannotWrite}` where another writer is at work.
  explicit WriterLock(std::filesystem::path const& path);
  ~WriterLock();
  WriterLock(WriterLock const&) = delete;
  WriterLock& operator=(WriterLock const&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace stemma
