// SPDX-License-Identifier: Apache-2.0
#include "archive/key_filter.hpp"

#include <cstddef>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "archive/postings.hpp"

namespace stemma {

namespace {

constexpr std::uint64_t kLineBits = 64 * FilterLine::kWords;
constexpr std::uint64_t kBitsAKey = 8;
constexpr unsigned kBitsSet = 3;  // by each key

/// Keys are hashes: the part of them that lies below a key is where its line lies.
std::size_t line_of(std::uint64_t key, std::size_t lines) noexcept {
  return static_cast<std::size_t>((key >> (kPostingKeyBits - 32)) * lines >> 32U);  // lines are fewer than 2^32
}

/// Calls `take(word, mask)` for the bits of a key in its line.
template <typename Take>
void each_bit(std::uint64_t key, Take const& take) noexcept {
  auto mixed = key * 0x9E3779B97F4A7C15ULL;
  for (unsigned i = 0; i < kBitsSet; ++i) {
    auto const bit = (mixed >> 32U) * kLineBits >> 32U;
    take(static_cast<std::size_t>(bit / 64), std::uint64_t{1} << (bit % 64));
    mixed *= 0xD6E8FEB86659FD93ULL;
  }
}

std::uint64_t checksum(FilterLine const& line, std::size_t place) noexcept {
  return XXH3_64bits_withSeed(line.bits, sizeof(line.bits), place);
}

}  // namespace

KeyFilter::Answer KeyFilter::ask(std::uint64_t key) noexcept {
  if (lines_.empty()) {
    return Answer::Lacks;
  }
  auto const place = line_of(key, lines_.size());
  auto const& line = lines_[place];
  if (place != whole_ && line.checksum != checksum(line, place)) {
    return Answer::Damaged;
  }
  whole_ = place;
  bool has_all = true;
  each_bit(key, [&](std::size_t word, std::uint64_t mask) { has_all = has_all && (line.bits[word] & mask) != 0; });
  return has_all ? Answer::MayHave : Answer::Lacks;
}

void KeyFilter::fetch(std::uint64_t key) const noexcept {
  if (!lines_.empty()) {
    __builtin_prefetch(&lines_[line_of(key, lines_.size())]);
  }
}

KeyFilterMaker::KeyFilterMaker(std::uint64_t most_keys)
    : lines_(static_cast<std::size_t>((kBitsAKey * most_keys + kLineBits - 1) / kLineBits)) {}

void KeyFilterMaker::add(std::uint64_t key) noexcept {
  auto& line = lines_[line_of(key, lines_.size())];
  each_bit(key, [&](std::size_t word, std::uint64_t mask) { line.bits[word] |= mask; });
}

std::span<FilterLine const> KeyFilterMaker::finish() noexcept {
  for (std::size_t place = 0; place < lines_.size(); ++place) {
    lines_[place].checksum = checksum(lines_[place], place);
  }
  return lines_;
}

}  // namespace stemma
