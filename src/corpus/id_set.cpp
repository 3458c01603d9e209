// SPDX-License-Identifier: Apache-2.0
#include "corpus/id_set.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "stemma/error.hpp"

namespace stemma {

namespace {

constexpr std::size_t kFirstSlots = 1UL << 16U;
constexpr std::size_t kRemembered = 1UL << 14U;

/// 0 marks an empty slot.
std::uint64_t key_of(std::string_view id) {
  std::uint64_t const hash = XXH3_64bits(id.data(), id.size());
  return hash == 0 ? 1 : hash;
}

[[noreturn]] void refuse(std::string const& what, int error) {
  throw Error{ErrorKind::CannotWrite, "cannot " + what + ": " + std::generic_category().message(error)};
}

}  // namespace

IdSet::IdSet(std::uint64_t memory_bytes, std::filesystem::path folder)
    : memory_bytes_{memory_bytes}, folder_{std::move(folder)}, slot_count_{kFirstSlots}, last_numbers_(kRemembered) {
  slots_ = room_for(slot_count_);
}

IdSet::~IdSet() {
  release(slots_, slot_count_);
}

/// Zeroed room, in memory or in a file that has no name any more.
std::uint64_t* IdSet::room_for(std::size_t slots) {
  std::size_t const bytes = slots * sizeof(std::uint64_t);
  int descriptor = -1;
  if (bytes > memory_bytes_) {
    std::string name = (folder_ / "ids.XXXXXX").native();
    descriptor = mkstemp(name.data());
    if (descriptor < 0) {
      refuse("write " + name, errno);
    }
    static_cast<void>(unlink(name.c_str()));
    // Room is taken now: a disk that is full later could not be told from a fault of memory.
    if (int const error = posix_fallocate(descriptor, 0, static_cast<off_t>(bytes)); error != 0) {
      static_cast<void>(close(descriptor));
      refuse("write " + name, error);
    }
  }
  int const flags = descriptor < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED;
  void* const room = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, flags, descriptor, 0);
  int const error = errno;
  if (descriptor >= 0) {
    static_cast<void>(close(descriptor));
  }
  if (room == MAP_FAILED) {
    refuse("get memory for ids", error);
  }
  return static_cast<std::uint64_t*>(room);
}

void IdSet::release(std::uint64_t* slots, std::size_t count) {
  static_cast<void>(munmap(slots, count * sizeof(std::uint64_t)));
}

bool IdSet::contains(std::uint64_t key) const {
  std::size_t const mask = slot_count_ - 1;
  for (std::size_t at = key & mask; slots_[at] != 0; at = (at + 1) & mask) {
    if (slots_[at] == key) {
      return true;
    }
  }
  return false;
}

bool IdSet::insert(std::uint64_t key) {
  std::size_t const mask = slot_count_ - 1;
  std::size_t at = key & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    if (slots_[at] == key) {
      return false;
    }
  }
  slots_[at] = key;
  if (++used_ > slot_count_ / 4 * 3) {
    grow();
  }
  return true;
}

void IdSet::grow() {
  std::size_t const count = slot_count_ * 2;
  std::uint64_t* const slots = room_for(count);
  for (std::size_t i = 0; i < slot_count_; ++i) {
    if (slots_[i] != 0) {
      std::size_t at = slots_[i] & (count - 1);
      while (slots[at] != 0) {
        at = (at + 1) & (count - 1);
      }
      slots[at] = slots_[i];
    }
  }
  release(slots_, slot_count_);
  slots_ = slots;
  slot_count_ = count;
}

std::uint32_t IdSet::add(std::string_view wanted) {
  std::uint64_t const key = key_of(wanted);
  if (insert(key)) {
    return 0;
  }
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
  __builtin_prefetch(&slots_[key_of(wanted) & (slot_count_ - 1)]);
}

std::string IdSet::numbered(std::string_view id, std::uint32_t number) {
  std::string result{id};
  if (number != 0) {
    result.append("-").append(std::to_string(number));
  }
  return result;
}

}  // namespace stemma
