// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory_resource>
#include <mutex>

namespace stemma {

/// Room for what grows with a pile: in memory up to a budget, beyond it in files.
///
/// Out   what a container of std::pmr asks for. A large piece that no longer fits in the budget is a file without a name, mapped:
///       the system may write it out and drop it whenever it needs the memory. Room on the disk is taken at once, so that a
///       full disk is an `Error{CannotWrite}` and no fault of memory.
/// Cost  pieces below a megabyte always lie in memory, and count.
class SpillMemory : public std::pmr::memory_resource {
 public:
  static constexpr std::uint64_t kStepsBetween = 1U << 9U;
  static constexpr std::size_t kLargeBytes = std::size_t{1} << 20U;

  /// `resident_bytes`: when the whole process holds more, `ease` drops what lies in files. Pieces below `large_bytes` never do.
  SpillMemory(
    std::filesystem::path folder,
    std::uint64_t budget_bytes,
    std::uint64_t resident_bytes,
    std::size_t large_bytes = kLargeBytes
  );

  /// Lets go of the memory behind the files where the process has grown too large; it is read again when touched. To be called
  /// now and then, from any thread, also while others use what they have.
  void ease();

  /// The same from within a long loop: looks only now and then. A step anywhere in a file may bring in sixteen pages of it.
  void ease_at(std::uint64_t step) {
    if (step % kStepsBetween == 0) {
      ease();
    }
  }

  /// Of what was asked for, so much lies in files.
  [[nodiscard]] std::uint64_t bytes_in_files() const noexcept { return in_files_.load(std::memory_order_relaxed); }

  /// The same, at the time when it was most.
  [[nodiscard]] std::uint64_t most_bytes_in_files() const noexcept {
    return most_in_files_.load(std::memory_order_relaxed);
  }

 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void* piece, std::size_t bytes, std::size_t alignment) override;

  [[nodiscard]] bool do_is_equal(std::pmr::memory_resource const& other) const noexcept override {
    return this == &other;
  }

  [[nodiscard]] void* map_file(std::size_t bytes);

  std::filesystem::path folder_;
  std::uint64_t budget_bytes_;
  std::uint64_t resident_bytes_;
  std::size_t large_bytes_;
  std::mutex mutex_;
  std::uint64_t held_bytes_ = 0;  // in memory
  std::atomic<std::uint64_t> in_files_{0};
  std::atomic<std::uint64_t> most_in_files_{0};
  std::map<void*, std::size_t> files_;
};

/// The heap for none.
[[nodiscard]] inline std::pmr::memory_resource* resource_of(SpillMemory* memory) noexcept {
  return memory == nullptr ? std::pmr::get_default_resource() : memory;
}

/// What the whole process holds in memory now, files that are mapped among it.
[[nodiscard]] std::uint64_t resident_bytes();

}  // namespace stemma
