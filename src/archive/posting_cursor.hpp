// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "archive/postings.hpp"

namespace stemma {

/// Reads one list, forwards or anywhere; keeps the block that it read last.
class PostingCursor {
 public:
  explicit PostingCursor(PostingList const& list) : list_{list} {}

  /// False where the list surely lacks the key; asked first of keys that are rare. Throws `DamagedSegment`.
  [[nodiscard]] bool may_have(std::uint64_t key);

  /// Those of sorted keys that the list may have, in their order. Throws `DamagedSegment`.
  void choose(std::span<std::uint64_t const> keys, std::vector<std::uint64_t>& present);

  /// These keys will be sought: what that needs lies in memory that is far away, and is fetched for all at once.
  void expect(std::span<std::uint64_t const> keys) const;

  /// The place in the list of the first posting whose key is not less. Throws `DamagedSegment`.
  [[nodiscard]] std::uint64_t find(std::uint64_t key);

  /// The end of the run of a key that begins at a place where `find` found it; the place itself where it is not there. Nearly all
  /// runs are short; the end of one of more than `most` is sought. Throws `DamagedSegment`.
  [[nodiscard]] std::uint64_t run_end(std::uint64_t key, std::uint64_t begin, std::uint64_t most);

  /// The key alone costs less than the posting.
  [[nodiscard]] std::uint64_t key_at(std::uint64_t position) {
    open(position / PostingWriter::kBlock);
    return key_of(block_[position % PostingWriter::kBlock]);
  }

  [[nodiscard]] Posting at(std::uint64_t position) {
    open(position / PostingWriter::kBlock);
    auto const in_block = position % PostingWriter::kBlock;
    return block_[in_block] | place_and_weight(in_block);
  }

 private:
  /// Reads the keys of a block. Most blocks are opened for one key, or for one that is not there, so places are read one by one.
  void open(std::uint64_t number);
  void read_steps(std::uint64_t key, unsigned step_bits);
  [[nodiscard]] Posting place_and_weight(std::size_t in_block) const;
  [[nodiscard]] std::uint64_t block_with(std::uint64_t key) const;
  [[nodiscard]] std::uint64_t guess(std::uint64_t key) const noexcept;
  [[nodiscard]] std::uint64_t better_guess(std::uint64_t key) const noexcept;

  PostingList list_;
  std::uint64_t open_ = ~std::uint64_t{0};
  std::size_t filled_ = 0;
  std::string_view payload_;
  std::size_t places_begin_bit_ = 0;
  std::array<Posting, PostingWriter::kBlock> block_{};  ///< Keys alone.
};

}  // namespace stemma
