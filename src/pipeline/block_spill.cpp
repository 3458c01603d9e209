// SPDX-License-Identifier: Apache-2.0
#include "pipeline/block_spill.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "stemma/error.hpp"

namespace stemma {

namespace {

[[noreturn]] void fail(std::filesystem::path const& path, char const* what) {
  throw Error{
    ErrorKind::CannotWrite, "Cannot " + std::string{what} + " " + path.string() + ": " + std::strerror(errno) + "."};
}

}  // namespace

BlockSpill::BlockSpill(std::filesystem::path path, Blocks blocks) : path_{std::move(path)}, blocks_{std::move(blocks)} {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  for (auto const& block : blocks_) {
    end_ = std::max(end_, block.begin + block.numbers);
  }
  if (file_ < 0 || ::ftruncate(file_, static_cast<off_t>(end_ * sizeof(std::uint64_t))) != 0) {
    fail(path_, "write");
  }
}

BlockSpill::~BlockSpill() {
  if (file_ >= 0) {
    ::close(file_);
  }
}

void BlockSpill::sync() const {
  if (::fdatasync(file_) != 0) {
    fail(path_, "write");
  }
}

void BlockSpill::remove() {
  ::close(std::exchange(file_, -1));
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void BlockSpill::put_away(std::span<Block> blocks, std::uint64_t const* numbers) {
  std::uint64_t begin = 0;
  std::uint64_t count = 0;
  {
    std::scoped_lock const lock{mutex_};
    begin = end_;
    for (auto& block : blocks) {
      block.begin = end_;
      end_ += block.numbers;
    }
    blocks_.insert(blocks_.end(), blocks.begin(), blocks.end());
    count = end_ - begin;
  }
  auto const* from = reinterpret_cast<char const*>(numbers);
  auto left = count * sizeof(std::uint64_t);
  auto at = static_cast<off_t>(begin * sizeof(std::uint64_t));
  while (left > 0) {
    auto const written = ::pwrite(file_, from, left, at);
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      fail(path_, "write");
    }
    from += written;
    at += written;
    left -= static_cast<std::size_t>(written);
  }
}

void BlockSpill::Writer::write(std::size_t share) {
  Block block{0, static_cast<std::uint32_t>(share), std::exchange(counts_[share], 0)};
  spill_.put_away({&block, 1}, &buffers_[share * kBlockNumbers]);
}

/// All that is left in one piece: so many small writes would tear the file to pieces.
void BlockSpill::Writer::flush() {
  std::vector<Block> blocks;
  std::vector<std::uint64_t> numbers;
  for (std::uint32_t share = 0; share < kShares; ++share) {
    if (counts_[share] > 0) {
      auto const* const from = &buffers_[share * kBlockNumbers];
      numbers.insert(numbers.end(), from, from + counts_[share]);
      blocks.push_back({0, share, std::exchange(counts_[share], 0)});
    }
  }
  spill_.put_away(blocks, numbers.data());
}

void BlockSpill::read(std::size_t share, std::pmr::vector<std::uint64_t>& numbers) const {
  numbers.resize(numbers_in(share));
  std::size_t filled = 0;
  for (auto const& block : blocks_) {
    if (block.share == share) {
      read(block, numbers.data() + filled);
      filled += block.numbers;
    }
  }
}

void BlockSpill::read(Block const& block, std::uint64_t* numbers) const {
  auto const bytes = block.numbers * sizeof(std::uint64_t);
  auto* const to = reinterpret_cast<char*>(numbers);
  for (std::size_t got = 0; got < bytes;) {
    auto const count =
      ::pread(file_, to + got, bytes - got, static_cast<off_t>(block.begin * sizeof(std::uint64_t) + got));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      fail(path_, "read");
    }
    got += static_cast<std::size_t>(count);
  }
}

std::size_t BlockSpill::numbers_in(std::size_t share) const {
  std::size_t count = 0;
  for (auto const& block : blocks_) {
    count += block.share == share ? block.numbers : 0U;
  }
  return count;
}

}  // namespace stemma
