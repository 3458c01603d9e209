// SPDX-License-Identifier: Apache-2.0
#include "archive/postings.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/assert.hpp"

namespace stemma {

namespace {

/// Appends numbers of few bits, lowest bit first.
class BitWriter {
 public:
  explicit BitWriter(std::vector<std::uint64_t>& words) : words_{words} { words_.clear(); }

  void put(std::uint64_t value, unsigned bits) {
    if (bits == 0) {
      return;
    }
    auto const at = used_ % 64;
    if (at == 0) {
      words_.push_back(0);
    }
    words_.back() |= value << at;
    if (at + bits > 64) {
      words_.push_back(value >> (64 - at));
    }
    used_ += bits;
  }

  [[nodiscard]] std::string_view bytes() const {
    return {reinterpret_cast<char const*>(words_.data()), (used_ + 7) / 8};
  }

 private:
  std::vector<std::uint64_t>& words_;
  std::size_t used_ = 0;
};

}  // namespace

std::uint32_t block_checksum(std::string_view payload, PostingBlock const& block) noexcept {
  return static_cast<std::uint32_t>(
    XXH3_64bits_withSeed(payload.data(), payload.size(), block.first_key ^ (block.where << 36U))
  );
}

std::uint64_t id_posting_key(std::string_view id) noexcept {
  return XXH3_64bits(id.data(), id.size()) >> (64 - kPostingKeyBits);
}

void PostingWriter::write_block() {
  std::uint64_t widest = 0;
  for (std::size_t i = 1; i < filled_; ++i) {
    STEMMA_DEBUG_ASSERT(block_[i - 1] < block_[i], "postings are sorted, none twice");
    widest = std::max(widest, key_of(block_[i]) - key_of(block_[i - 1]));
  }
  auto const step_bits = static_cast<unsigned>(std::bit_width(widest));
  BitWriter bits{bits_};
  for (std::size_t i = 1; i < filled_; ++i) {
    bits.put(key_of(block_[i]) - key_of(block_[i - 1]), step_bits);
  }
  for (std::size_t i = 0; i < filled_; ++i) {
    bits.put(place_of(block_[i]), widths_.place_bits);
  }
  for (std::size_t i = 0; i < filled_ && widths_.weight_bits != 0; ++i) {
    bits.put(weight_of(block_[i]), widths_.weight_bits);
  }
  PostingBlock const block{key_of(block_[0]), (file_.size() - begin_) << kStepWidthBits | step_bits};
  directory_.push_back(block);
  auto const sum = block_checksum(bits.bytes(), block);
  file_.write({reinterpret_cast<char const*>(&sum), sizeof(sum)});
  file_.write(bits.bytes());
  count_ += filled_;
  filled_ = 0;
}

std::vector<PostingBlock> PostingWriter::finish() {
  if (filled_ > 0) {
    write_block();
  }
  return std::move(directory_);
}

}  // namespace stemma
