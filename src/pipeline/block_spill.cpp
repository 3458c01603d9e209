// SPDX-License-Identifier: Apache-2.0
#include "pipeline/block_spill.hpp"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::size_t kBlockBytes = BlockSpill::kBlockNumbers * sizeof(std::uint64_t);

[[noreturn]] void fail(std::filesystem::path const& path, char const* what) {
  throw Error{
    ErrorKind::CannotWrite, "Cannot " + std::string{what} + " " + path.string() + ": " + std::strerror(errno) + "."};
}

}  // namespace

BlockSpill::BlockSpill(std::filesystem::path path, std::vector<Block> blocks)
    : path_{std::move(path)}, blocks_{std::move(blocks)} {
  file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0 || ::ftruncate(file_, static_cast<off_t>(blocks_.size() * kBlockBytes)) != 0) {
    fail(path_, "write");
  }
}

BlockSpill::~BlockSpill() {
  if (file_ >= 0) {
    ::close(file_);
  }
}

void BlockSpill::remove() {
  ::close(std::exchange(file_, -1));
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void BlockSpill::put_away(std::size_t share, std::uint64_t const* numbers, std::size_t count) {
  std::size_t place = 0;
  {
    std::scoped_lock const lock{mutex_};
    place = blocks_.size();
    blocks_.push_back(
      {static_cast<std::uint32_t>(place), static_cast<std::uint16_t>(share), static_cast<std::uint16_t>(count)}
    );
  }
  auto const* from = reinterpret_cast<char const*>(numbers);
  auto left = count * sizeof(std::uint64_t);
  auto at = static_cast<off_t>(place * kBlockBytes);
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
  spill_.put_away(share, &buffers_[share * kBlockNumbers], std::exchange(counts_[share], 0));
}

void BlockSpill::Writer::flush() {
  for (std::size_t share = 0; share < kShares; ++share) {
    if (counts_[share] > 0) {
      write(share);
    }
  }
}

void BlockSpill::read(std::size_t share, std::vector<std::uint64_t>& numbers) const {
  numbers.resize(numbers_in(share));
  std::size_t filled = 0;
  for (auto const& block : blocks_) {
    if (block.share != share) {
      continue;
    }
    auto const bytes = block.numbers * sizeof(std::uint64_t);
    auto* const to = reinterpret_cast<char*>(numbers.data() + filled);
    for (std::size_t got = 0; got < bytes;) {
      auto const count =
        ::pread(file_, to + got, bytes - got, static_cast<off_t>(std::size_t{block.place} * kBlockBytes + got));
      if (count < 0 && errno == EINTR) {
        continue;
      }
      if (count <= 0) {
        fail(path_, "read");
      }
      got += static_cast<std::size_t>(count);
    }
    filled += block.numbers;
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
