// SPDX-License-Identifier: Apache-2.0
#include "archive/posting_cursor.hpp"

#include <algorithm>
#include <cstring>

#include "archive/damaged.hpp"

namespace stemma {

namespace {

std::size_t block_bytes(std::size_t count, unsigned step_bits, PostingWidths widths) {
  auto const bits = (count - 1) * step_bits + count * (std::size_t{widths.place_bits} + widths.weight_bits);
  return kBlockChecksumBytes + (bits + 7) / 8;
}

/// Reads numbers of few bits, lowest bit first; nothing is read beyond the end.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes, std::size_t begin_bit = 0) : bytes_{bytes}, used_{begin_bit} {}

  [[nodiscard]] std::uint64_t take(unsigned bits) {
    std::uint64_t word = 0;
    auto const at = used_ / 8;
    if (at + sizeof(word) <= bytes_.size()) {
      std::memcpy(&word, bytes_.data() + at, sizeof(word));
    } else if (at < bytes_.size()) {
      std::memcpy(&word, bytes_.data() + at, bytes_.size() - at);
    }
    auto const value = (word >> (used_ % 8)) & ((std::uint64_t{1} << bits) - 1);  // bits is at most 36
    used_ += bits;
    return value;
  }

 private:
  std::string_view bytes_;
  std::size_t used_;
};

}  // namespace

void PostingCursor::open(std::uint64_t number) {
  if (number == open_) {
    return;
  }
  auto const fail = [&] { throw DamagedSegment{*list_.segment, "a block of postings"}; };
  open_ = ~std::uint64_t{0};
  if (number >= list_.block_count()) {
    fail();
  }
  auto const& entry = list_.directory[number];
  filled_ = static_cast<std::size_t>(
    std::min<std::uint64_t>(PostingWriter::kBlock, list_.count - number * PostingWriter::kBlock)
  );
  auto const begin = entry.where >> kStepWidthBits;
  auto const step_bits = static_cast<unsigned>(entry.where) % (1U << kStepWidthBits);
  auto const size = block_bytes(filled_, step_bits, list_.widths);
  if (step_bits > kPostingKeyBits || begin > list_.blocks.size() || size > list_.blocks.size() - begin) {
    fail();
  }
  std::uint32_t sum = 0;
  std::memcpy(&sum, list_.blocks.data() + begin, sizeof(sum));
  payload_ = list_.blocks.substr(begin + kBlockChecksumBytes, size - kBlockChecksumBytes);
  if (sum != block_checksum(payload_, entry)) {
    fail();
  }
  read_steps(entry.first_key, step_bits);
  places_begin_bit_ = (filled_ - 1) * step_bits;
  open_ = number;
}

void PostingCursor::read_steps(std::uint64_t key, unsigned step_bits) {
  block_[0] = make_posting(key & kMostPostingKey, 0, 0);
  auto const last_byte = (filled_ - 1) * step_bits / 8;
  if (last_byte + sizeof(std::uint64_t) > payload_.size()) {
    BitReader bits{payload_};
    for (std::size_t i = 1; i < filled_; ++i) {
      key += bits.take(step_bits);
      block_[i] = make_posting(key & kMostPostingKey, 0, 0);
    }
    return;
  }
  // Nearly always: places follow behind the steps, so that eight bytes may be read wherever a step begins.
  auto const mask = (std::uint64_t{1} << step_bits) - 1;
  std::size_t at_bit = 0;
  for (std::size_t i = 1; i < filled_; ++i, at_bit += step_bits) {
    std::uint64_t word = 0;
    std::memcpy(&word, payload_.data() + at_bit / 8, sizeof(word));
    key += word >> (at_bit % 8) & mask;
    block_[i] = make_posting(key & kMostPostingKey, 0, 0);
  }
}

Posting PostingCursor::place_and_weight(std::size_t in_block) const {
  BitReader place_bits{payload_, places_begin_bit_ + in_block * list_.widths.place_bits};
  auto const place = place_bits.take(list_.widths.place_bits);
  if (place >= list_.documents) {
    throw DamagedSegment{*list_.segment, "a block of postings"};
  }
  if (list_.widths.weight_bits == 0) {
    return place << kPostingWeightBits;
  }
  auto const weights_begin_bit = places_begin_bit_ + filled_ * list_.widths.place_bits;
  BitReader weight_bits{payload_, weights_begin_bit + in_block * list_.widths.weight_bits};
  return place << kPostingWeightBits | weight_bits.take(list_.widths.weight_bits);
}

/// The number of the block where the key should be: keys are hashes, so a guess by their value is nearly right.
std::uint64_t PostingCursor::guess(std::uint64_t key) const noexcept {
  auto const blocks = list_.block_count();
  auto const at = static_cast<double>(key) / static_cast<double>(kMostPostingKey) * static_cast<double>(blocks);
  return std::min(static_cast<std::uint64_t>(at), blocks - 1);
}

/// What the first guess is wrong by tells nearly where the key is.
std::uint64_t PostingCursor::better_guess(std::uint64_t key) const noexcept {
  auto const blocks = static_cast<double>(list_.block_count());
  auto const at = guess(key);
  auto const wrong = (static_cast<double>(key) - static_cast<double>(list_.directory[at].first_key)) /
                     static_cast<double>(kMostPostingKey) * blocks;
  return static_cast<std::uint64_t>(std::clamp(static_cast<double>(at) + wrong, 0.0, blocks - 1));
}

/// The last block that begins before the key, or the first of all.
std::uint64_t PostingCursor::block_with(std::uint64_t key) const {
  auto const begins_before = [&](std::uint64_t number) { return list_.directory[number].first_key < key; };
  auto const at = better_guess(key);
  // Widen around it until the key is between, then halve.
  std::uint64_t low = 0;  // begins before the key, or is 0
  auto high = list_.block_count();
  std::uint64_t reach = 1;
  if (begins_before(at)) {
    low = at;
    for (auto next = low + reach; next < high; next = low + (reach *= 4)) {
      if (!begins_before(next)) {
        high = next;
        break;
      }
      low = next;
    }
  } else {
    high = at;
    for (auto next = high; next > reach; reach *= 4) {
      next -= reach;
      if (begins_before(next)) {
        low = next;
        break;
      }
      high = next;
    }
  }
  while (high - low > 1) {
    auto const middle = low + (high - low) / 2;
    (begins_before(middle) ? low : high) = middle;
  }
  return low;
}

void PostingCursor::choose(std::span<std::uint64_t const> keys, std::vector<std::uint64_t>& present) {
  constexpr std::size_t ahead = 8;
  present.clear();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i + ahead < keys.size()) {
      list_.filter.fetch(keys[i + ahead]);
    }
    if (may_have(keys[i])) {
      present.push_back(keys[i]);
    }
  }
}

void PostingCursor::expect(std::span<std::uint64_t const> keys) const {
  if (list_.count == 0) {
    return;
  }
  for (auto const key : keys) {
    __builtin_prefetch(list_.directory + guess(key));
  }
  for (auto const key : keys) {
    __builtin_prefetch(list_.directory + better_guess(key));
  }
  for (auto const key : keys) {
    auto const begin = list_.directory[block_with(key)].where >> kStepWidthBits;
    fetch(list_.blocks.substr(std::min<std::size_t>(begin, list_.blocks.size())), 4);
  }
}

bool PostingCursor::may_have(std::uint64_t key) {
  auto const answer = list_.filter.ask(key);
  if (answer == KeyFilter::Answer::Damaged) {
    throw DamagedSegment{*list_.segment, "a filter of postings"};
  }
  return answer == KeyFilter::Answer::MayHave;
}

std::uint64_t PostingCursor::find(std::uint64_t key) {
  if (list_.count == 0) {
    return 0;
  }
  // Who asks for one key after the other finds most of them where the one before was.
  bool const is_here = open_ < list_.block_count() && list_.directory[open_].first_key < key &&
                       (open_ + 1 == list_.block_count() || list_.directory[open_ + 1].first_key >= key);
  auto const number = is_here ? open_ : block_with(key);
  open(number);
  auto const begin = block_.cbegin();
  auto const found = std::lower_bound(begin, begin + static_cast<std::ptrdiff_t>(filled_), make_posting(key, 0, 0));
  return number * PostingWriter::kBlock + static_cast<std::uint64_t>(found - begin);
}

std::uint64_t PostingCursor::run_end(std::uint64_t key, std::uint64_t begin, std::uint64_t most) {
  auto end = begin;
  while (end < list_.count && end - begin <= most && key_at(end) == key) {
    ++end;
  }
  return end - begin <= most ? end : find(key + 1);
}

}  // namespace stemma
