// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace stemma {

/// A file of our own that grows at its end and is read anywhere: what need not be in memory.
/// One thread appends; any number may read what has been appended. Throws `Error{CannotWrite}`, for a full disk among others.
class SpillFile {
 public:
  /// Begins anew, whatever was there.
  explicit SpillFile(std::filesystem::path path);

  /// One that another run has left, to be read only. Throws `Error{NoInput}` where it is not there.
  [[nodiscard]] static std::unique_ptr<SpillFile> left_at(std::filesystem::path path);
  ~SpillFile();
  SpillFile(SpillFile const&) = delete;
  SpillFile& operator=(SpillFile const&) = delete;

  /// Where the bytes stand from now on.
  std::uint64_t append(std::string_view bytes);

  /// Fills `space` from there.
  void read(std::uint64_t begin_byte, std::span<char> space) const;

  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

  [[nodiscard]] std::uint64_t size() const noexcept { return size_.load(std::memory_order_acquire); }

 private:
  SpillFile(std::filesystem::path path, int descriptor, std::uint64_t size);

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::atomic<std::uint64_t> size_{0};
};

/// Items as the bytes to be appended.
template <typename Item>
[[nodiscard]] std::string_view bytes_of(std::span<Item const> items) {
  return {reinterpret_cast<char const*>(items.data()), items.size_bytes()};
}

/// Items as the space to be filled.
template <typename Item>
[[nodiscard]] std::span<char> space_of(std::span<Item> items) {
  return {reinterpret_cast<char*>(items.data()), items.size_bytes()};
}

/// All of `space` from a place of an open file; false where the file ends before, or cannot be read.
[[nodiscard]] bool read_exactly(int descriptor, std::uint64_t begin_byte, std::span<char> space);

}  // namespace stemma
