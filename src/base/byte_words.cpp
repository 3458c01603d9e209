// SPDX-License-Identifier: Apache-2.0
#include "base/byte_words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace stemma {

namespace {

constexpr std::size_t kBlockBytes = 64;
constexpr std::size_t kBatchBlocks = 64;  // 4 KiB of text: masks and text stay in the nearest cache
constexpr std::size_t kEight = 8;
constexpr std::uint64_t kFold = 0x2020202020202020ULL;
constexpr std::uint64_t kMixA = 0x9E3779B97F4A7C15ULL;  // odd, without pattern: the golden ratio
constexpr std::uint64_t kMixB = 0xD6E8FEB86659FD93ULL;  // odd, found by Steele and Vigna's kind of search

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

/// Writes the positions of the bits of `bits` to `out`, returns one past the last. Writes in eights, so that how many there are
/// is rarely asked; what is beyond the last is written over.
std::uint32_t* write_positions(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) noexcept {
  auto* const end = out + std::popcount(bits);
  while (bits != 0) {
    for (std::size_t i = 0; i < kEight; ++i) {
      out[i] = base + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
    out += kEight;
  }
  return end;
}

/// Up to 8 bytes as a number, bit 5 set in each; the bytes of the text may be read up to `readable`.
std::uint64_t folded_bytes(char const* from, std::size_t count, std::size_t readable) noexcept {
  std::uint64_t bytes = 0;
  if (readable >= 8) {
    std::memcpy(&bytes, from, 8);
  } else {
    std::memcpy(&bytes, from, std::min(count, readable));
  }
  if constexpr (std::endian::native == std::endian::big) {
    bytes = __builtin_bswap64(bytes);
  }
  auto const kept = count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
  return (bytes | kFold) & kept;
}

std::uint64_t mixed(std::uint64_t value) noexcept {
  value *= kMixA;
  value ^= value >> 32U;
  return value * kMixB;
}

/// The hash of a word; so many bytes may be read.
std::uint64_t hash_bytes(char const* from, std::size_t count, std::size_t readable) noexcept {
  auto hash = mixed(folded_bytes(from, std::min<std::size_t>(count, 8), readable) + count);
  for (std::size_t at = 8; at < count; at += 8) {
    hash = mixed(hash ^ folded_bytes(from + at, std::min<std::size_t>(count - at, 8), readable - at));
  }
  return hash ^ (hash >> 29U);
}

/// The same where 16 bytes may be read: words of up to 16 bytes without a branch on their length, which nobody can foresee.
std::uint64_t hash_readable_bytes(char const* from, std::size_t count) noexcept {
  if (count > 16) {
    return hash_bytes(from, count, count);
  }
  auto const first_count = std::min<std::size_t>(count, 8);
  auto const second_count = count - first_count;
  auto const short_hash = mixed(folded_bytes(from, first_count, 8) + count);
  // A second part of no bytes is no part: what is mixed in then is thrown away.
  auto const long_hash = mixed(short_hash ^ folded_bytes(from + 8, second_count, 8));
  auto const is_long = std::uint64_t{0} - static_cast<std::uint64_t>(count > 8);
  auto const hash = (long_hash & is_long) | (short_hash & ~is_long);
  return hash ^ (hash >> 29U);
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
    std::array<std::uint32_t, kBatchBlocks * kBlockBytes + kEight> begins;
    std::array<std::uint32_t, kBatchBlocks * kBlockBytes + kEight> ends;
    kernel_.classify(bytes, count, masks.data());
    auto* begin = begins.data();
    auto* end = ends.data();
    for (std::size_t i = 0; i < count; ++i) {
      auto const borders = borders_of(masks[i], carry_);
      auto const base = static_cast<std::uint32_t>(at + i * kBlockBytes);
      begin = write_positions(borders.begins, base, begin);
      end = write_positions(borders.ends, base, end);
    }
    words_.begin_bytes.insert(words_.begin_bytes.end(), begins.data(), begin);
    words_.end_bytes.insert(words_.end_bytes.end(), ends.data(), end);
  }

  /// The last bytes, with zeros behind them: the last word ends there at the latest.
  void read_rest(std::size_t at) {
    std::array<unsigned char, kBlockBytes> padded{};
    if (at < text_.size()) {
      std::memcpy(padded.data(), text_.data() + at, text_.size() - at);
    }
    read_blocks(padded.data(), 1, at);
  }

  void hash_all(std::size_t count) {
    words_.hashes.resize(count);
    auto const* const text = text_.data();
    std::size_t i = 0;
    for (; i < count && words_.begin_bytes[i] + std::size_t{16} <= text_.size(); ++i) {
      auto const begin = words_.begin_bytes[i];
      words_.hashes[i] = hash_readable_bytes(text + begin, words_.end_bytes[i] - begin);
    }
    for (; i < count; ++i) {
      auto const begin = words_.begin_bytes[i];
      words_.hashes[i] = hash_bytes(text + begin, words_.end_bytes[i] - begin, text_.size() - begin);
    }
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
