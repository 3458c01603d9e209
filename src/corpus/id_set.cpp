// SPDX-License-Identifier: Apache-2.0
#include "corpus/id_set.hpp"

#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace stemma {

namespace {

constexpr std::size_t kFirstSlots = 1UL << 16U;
constexpr std::size_t kRemembered = 1UL << 14U;

}  // namespace

std::uint64_t IdSet::key_of(std::string_view id) {
  std::uint64_t const hash = XXH3_64bits(id.data(), id.size());
  return hash == 0 ? 1 : hash;  // 0 marks an empty slot
}

IdSet::IdSet(SpillMemory* memory) : memory_{memory}, slots_{resource_of(memory)}, last_numbers_(kRemembered) {
  slots_.resize(kFirstSlots);
}

void IdSet::ease_at(std::uint64_t step) {
  if (memory_ != nullptr) {
    memory_->ease_at(step);
  }
}

bool IdSet::contains(std::uint64_t key) const {
  std::size_t const mask = slots_.size() - 1;
  for (std::size_t at = key & mask; slots_[at] != 0; at = (at + 1) & mask) {
    if (slots_[at] == key) {
      return true;
    }
  }
  return false;
}

bool IdSet::insert(std::uint64_t key) {
  std::size_t const mask = slots_.size() - 1;
  std::size_t at = key & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    if (slots_[at] == key) {
      return false;
    }
  }
  slots_[at] = key;
  if (++used_ > slots_.size() / 4 * 3) {
    grow();
  }
  return true;
}

void IdSet::grow() {
  auto larger = zeros<std::uint64_t>(slots_.size() * 2, memory_);
  std::size_t const mask = larger.size() - 1;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    ease_at(slot);
    if (std::uint64_t const key = slots_[slot]; key != 0) {
      std::size_t at = key & mask;
      while (larger[at] != 0) {
        at = (at + 1) & mask;
      }
      larger[at] = key;
    }
  }
  slots_ = std::move(larger);
}

std::uint32_t IdSet::add(std::string_view wanted) {
  return add(key_of(wanted), [&] { return std::string{wanted}; });
}

std::uint32_t IdSet::add(std::uint64_t key, std::function<std::string()> const& wanted_id) {
  ease_at(used_);
  if (insert(key)) {
    return 0;
  }
  std::string const wanted = wanted_id();
  auto const is_taken = [&](std::uint32_t number) { return contains(key_of(numbered(wanted, number))); };
  LastNumber& last = last_numbers_[key % kRemembered];
  std::uint32_t taken = last.key == key ? last.number : 1;
  // Numbers are given without gaps, so a free one is found by strides that double, then by halving.
  std::uint32_t stride = 1;
  while (is_taken(taken + stride)) {
    taken += stride;
    stride *= 2;
  }
  std::uint32_t free = taken + stride;
  while (free - taken > 1) {
    std::uint32_t const middle = taken + (free - taken) / 2;
    (is_taken(middle) ? taken : free) = middle;
  }
  static_cast<void>(insert(key_of(numbered(wanted, free))));
  last = {key, free};
  return free;
}

void IdSet::expect(std::string_view wanted) const noexcept {
  __builtin_prefetch(&slots_[key_of(wanted) & (slots_.size() - 1)]);
}

std::string IdSet::numbered(std::string_view id, std::uint32_t number) {
  std::string result{id};
  if (number != 0) {
    result.append("-").append(std::to_string(number));
  }
  return result;
}

}  // namespace stemma
