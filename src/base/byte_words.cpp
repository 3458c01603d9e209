// SPDX-License-Identifier: Apache-2.0
#include "base/byte_words.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "base/byte_masks_kernels.hpp"
#include "base/word_hash.hpp"

namespace stemma {

namespace {

constexpr std::size_t kBlockBytes = 64;
constexpr std::size_t kBatchBlocks = 64;  // 4 KiB of text: masks and text stay in the nearest cache

/// What one block of 64 bytes leaves for the next.
struct Carry {
  std::uint64_t two = 0;
  std::uint64_t three = 0;
  std::uint64_t lone = 0;
  std::uint64_t word = 0;
};

struct Borders {
  std::uint64_t begins = 0;
  std::uint64_t ends = 0;  ///< One past the last byte of a word.
};

std::uint64_t shifted(std::uint64_t bits, std::uint64_t before, unsigned by) noexcept {
  return (bits << by) | (before >> (64 - by));
}

Borders borders_of(ByteMasks const& masks, Carry& carry) noexcept {
  auto const signs = masks.two | shifted(masks.two, carry.two, 1) | masks.three | shifted(masks.three, carry.three, 1) |
                     shifted(masks.three, carry.three, 2);
  auto const word = masks.word & ~signs;
  auto const before = shifted(word, carry.word, 1);
  auto const cuts = masks.lone | shifted(masks.lone, carry.lone, 3);
  Borders borders;
  borders.begins = word & (~before | cuts);
  borders.ends = before & (~word | cuts);
  carry = {masks.two, masks.three, masks.lone, word};
  return borders;
}

class WordFinder {
 public:
  WordFinder(std::string_view text, MaskKernel const& kernel, ByteWords& words)
      : text_{text}, kernel_{kernel}, words_{words} {}

  void find() {
    words_.begin_bytes.clear();
    words_.end_bytes.clear();
    auto const whole = text_.size() / kBlockBytes;
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text_.data());
    for (std::size_t block = 0; block < whole; block += kBatchBlocks) {
      auto const count = std::min(kBatchBlocks, whole - block);
      read_blocks(bytes + block * kBlockBytes, count, block * kBlockBytes);
    }
    read_rest(whole * kBlockBytes);
    hash_all(words_.end_bytes.size());
  }

 private:
  void read_blocks(unsigned char const* bytes, std::size_t count, std::size_t at) {
    std::array<ByteMasks, kBatchBlocks> masks;
    std::array<std::uint64_t, kBatchBlocks> begins;
    std::array<std::uint64_t, kBatchBlocks> ends;
    kernel_.classify(bytes, count, masks.data());
    for (std::size_t i = 0; i < count; ++i) {
      auto const borders = borders_of(masks[i], carry_);
      begins[i] = borders.begins;
      ends[i] = borders.ends;
    }
    put_positions(std::span{begins}.first(count), at, words_.begin_bytes);
    put_positions(std::span{ends}.first(count), at, words_.end_bytes);
  }

  void put_positions(std::span<std::uint64_t const> bits, std::size_t at, std::vector<std::uint32_t>& positions) {
    std::array<std::uint32_t, kBatchBlocks * kBlockBytes + kPositionSlack> space;
    auto const* const end =
      kernel_.put_positions(bits.data(), bits.size(), static_cast<std::uint32_t>(at), space.data());
    positions.insert(positions.end(), static_cast<std::uint32_t const*>(space.data()), end);
  }

  /// The last bytes, with zeros behind them: the last word ends there at the latest.
  void read_rest(std::size_t at) {
    std::array<unsigned char, kBlockBytes> padded{};
    if (at < text_.size()) {
      std::memcpy(padded.data(), text_.data() + at, text_.size() - at);
    }
    read_blocks(padded.data(), 1, at);
  }

  /// The kernel hashes what it may read 16 bytes of; that holds for all words but the last few.
  void hash_all(std::size_t count) {
    words_.hashes.resize(count);
    auto const* const text = text_.data();
    auto readable = count;
    while (readable > 0 && words_.begin_bytes[readable - 1] + kHashedBytes > text_.size()) {
      --readable;
      auto const begin = words_.begin_bytes[readable];
      words_.hashes[readable] = hash_of_word(text + begin, words_.end_bytes[readable] - begin, text_.size() - begin);
    }
    kernel_.hash_words(text, words_.begin_bytes.data(), words_.end_bytes.data(), readable, words_.hashes.data());
  }

  std::string_view text_;
  MaskKernel const& kernel_;
  ByteWords& words_;
  Carry carry_;
};

}  // namespace

void find_words(std::string_view text, MaskKernel const& kernel, ByteWords& words) {
  WordFinder{text, kernel, words}.find();
}

}  // namespace stemma
