// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "archive/key_filter.hpp"
#include "archive/stored_file.hpp"

namespace stemma {

/// That a document of a segment has a key, as one number which sorts by key, then document: 36 bits of the key, 22 of the
/// place in the segment, 6 of the weight.
using Posting = std::uint64_t;

inline constexpr unsigned kPostingKeyBits = 36;
inline constexpr unsigned kPostingPlaceBits = 22;
inline constexpr unsigned kPostingWeightBits = 6;
inline constexpr std::uint64_t kMostPostingKey = (std::uint64_t{1} << kPostingKeyBits) - 1;
inline constexpr std::uint32_t kMostSegmentDocuments = 1U << kPostingPlaceBits;
inline constexpr std::uint32_t kMostPostingWeight = (1U << kPostingWeightBits) - 1;

constexpr Posting make_posting(std::uint64_t key, std::uint32_t place, std::uint32_t weight) noexcept {
  return key << (kPostingPlaceBits + kPostingWeightBits) | std::uint64_t{place} << kPostingWeightBits | weight;
}

constexpr std::uint64_t key_of(Posting posting) noexcept {
  return posting >> (kPostingPlaceBits + kPostingWeightBits);
}

constexpr std::uint32_t place_of(Posting posting) noexcept {
  return static_cast<std::uint32_t>(posting >> kPostingWeightBits) & (kMostSegmentDocuments - 1);
}

constexpr std::uint32_t weight_of(Posting posting) noexcept {
  return static_cast<std::uint32_t>(posting) & kMostPostingWeight;
}

/// The key of the postings of a document's id.
[[nodiscard]] std::uint64_t id_posting_key(std::string_view id) noexcept;

/// Where a block of postings begins. The first key stands here, so that a search need not open blocks.
struct PostingBlock {
  std::uint64_t first_key = 0;
  std::uint64_t where = 0;  ///< `kStepWidthBits`: bits of a step between keys; above: byte of the section of blocks.
};

inline constexpr unsigned kStepWidthBits = 6;

/// Stands before a block, in `kBlockChecksumBytes`.
inline constexpr std::size_t kBlockChecksumBytes = 4;
[[nodiscard]] std::uint32_t block_checksum(std::string_view payload, PostingBlock const& block) noexcept;

/// How many bits a place and a weight take in a list.
struct PostingWidths {
  std::uint8_t place_bits = 0;
  std::uint8_t weight_bits = 0;
};

/// Writes sorted postings in blocks: the steps between keys, places and weights in as many bits as they need, behind a
/// checksum of each block.
class PostingWriter {
 public:
  PostingWriter(NewFile& file, PostingWidths widths) : file_{file}, widths_{widths}, begin_{file.size()} {}

  void add(Posting posting) {
    block_[filled_++] = posting;
    if (filled_ == kBlock) {
      write_block();
    }
  }

  /// Writes what is left; the directory of blocks is then whole.
  [[nodiscard]] std::vector<PostingBlock> finish();

  [[nodiscard]] std::uint64_t count() const noexcept { return count_ + filled_; }

  static constexpr std::size_t kBlock = 128;

 private:
  void write_block();

  NewFile& file_;
  PostingWidths widths_;
  std::uint64_t begin_;
  std::array<Posting, kBlock> block_;
  std::size_t filled_ = 0;
  std::uint64_t count_ = 0;
  std::vector<PostingBlock> directory_;
  std::vector<std::uint64_t> bits_;
};

/// The postings of one kind in a mapped segment. Cheap to copy.
struct PostingList {
  std::string_view blocks;
  PostingBlock const* directory = nullptr;
  std::uint64_t count = 0;
  std::uint32_t documents = 0;
  PostingWidths widths;
  std::string const* segment = nullptr;  ///< Named where a block is damaged.
  KeyFilter filter{};                    ///< Of ids there is none.

  [[nodiscard]] std::uint64_t block_count() const noexcept {
    return (count + PostingWriter::kBlock - 1) / PostingWriter::kBlock;
  }
};

}  // namespace stemma
