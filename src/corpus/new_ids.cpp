// SPDX-License-Identifier: Apache-2.0
#include "corpus/new_ids.hpp"

#include <span>
#include <utility>

namespace stemma {

void NewIds::add(TextPlace const& place, std::uint32_t number) {
  if (!file_) {
    file_.emplace(path_);
    readable_.store(&*file_, std::memory_order_release);
  }
  Entry const entry{place.begin_byte, place.input, number};
  file_->append(bytes_of(std::span{&entry, 1}));
}

std::uint32_t NewIds::number_at(TextPlace const& place) const {
  SpillFile const* const file = readable_.load(std::memory_order_acquire);
  if (file == nullptr) {
    return 0;
  }
  auto const key = std::pair{place.input, place.begin_byte};
  std::uint64_t first = 0;
  std::uint64_t count = file->size() / sizeof(Entry);
  while (count > 0) {
    std::uint64_t const half = count / 2;
    Entry entry;
    file->read((first + half) * sizeof(Entry), space_of(std::span{&entry, 1}));
    auto const found = std::pair{entry.input, entry.begin_byte};
    if (found == key) {
      return entry.number;
    }
    first = found < key ? first + half + 1 : first;
    count = found < key ? count - half - 1 : half;
  }
  return 0;
}

}  // namespace stemma
