// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory_resource>
#include <mutex>
#include <span>
#include <vector>

namespace stemma {

/// Numbers by the billion, put away in shares on disk and read again share by share.
///
/// All shares stand in one file, in blocks; the list of blocks is in memory (16 bytes for 16 KiB). Several threads write
/// at once, each through a Writer; the order within a share depends on them, so readers sort.
/// Errors: `CannotWrite` where the disk is full.
class BlockSpill {
 public:
  static constexpr std::size_t kShares = 256;
  static constexpr std::size_t kBlockNumbers = 2048;

  struct Block {
    std::uint64_t begin = 0;  ///< In the file, in numbers.
    std::uint32_t share = 0;
    std::uint32_t numbers = 0;  ///< `kBlockNumbers` at most.
  };

  using Blocks = std::pmr::vector<Block>;

  /// Begins a new file, or goes on with what an earlier run had put away; later blocks of that run are forgotten.
  BlockSpill(std::filesystem::path path, Blocks blocks);
  ~BlockSpill();
  BlockSpill(BlockSpill const&) = delete;
  BlockSpill& operator=(BlockSpill const&) = delete;

  /// What one thread puts away. What it holds back is written by `flush`.
  class Writer {
   public:
    explicit Writer(BlockSpill& spill) : spill_{spill}, buffers_(kShares * kBlockNumbers) {}

    void put(std::size_t share, std::uint64_t number) {
      buffers_[share * kBlockNumbers + counts_[share]] = number;
      if (++counts_[share] == kBlockNumbers) {
        write(share);
      }
    }

    void flush();

   private:
    void write(std::size_t share);

    BlockSpill& spill_;
    std::vector<std::uint64_t> buffers_;
    std::array<std::uint32_t, kShares> counts_{};
  };

  /// All numbers of a share.
  void read(std::size_t share, std::pmr::vector<std::uint64_t>& numbers) const;

  /// Calls `take(number)` for each number of a share.
  template <typename Take>
  void for_each(std::size_t share, Take const& take) const {
    std::vector<std::uint64_t> numbers(kBlockNumbers);
    for (auto const& block : blocks_) {
      if (block.share == share) {
        read(block, numbers.data());
        std::for_each_n(numbers.begin(), block.numbers, take);
      }
    }
  }

  [[nodiscard]] std::size_t numbers_in(std::size_t share) const;

  [[nodiscard]] Blocks const& blocks() const noexcept { return blocks_; }

  /// What was put away outlives a loss of power from now on.
  void sync() const;

  /// Closes and deletes the file.
  void remove();

 private:
  void read(Block const& block, std::uint64_t* numbers) const;

  /// Appends blocks that stand one after another at `numbers`; they say nothing yet of where they begin.
  void put_away(std::span<Block> blocks, std::uint64_t const* numbers);

  std::filesystem::path path_;
  int file_ = -1;
  std::mutex mutex_;
  Blocks blocks_;
  std::uint64_t end_ = 0;  // of the file, in numbers
};

}  // namespace stemma
