// SPDX-License-Identifier: Apache-2.0
#include "pipeline/document_table.hpp"

#include <array>
#include <cstring>

namespace stemma {

namespace {

__extension__ using Wide = unsigned __int128;

}  // namespace

DocumentEntry& DocumentTable::add() {
  if (size_ % kPart == 0) {
    parts_.emplace_back(kPart, memory_);
  }
  return (*this)[size_++];
}

std::uint32_t DocumentTable::first_with_hash(std::uint64_t hash, std::uint32_t number) {
  if (3 * (used_slots_ + 1) > 2 * slots_.size()) {
    grow_slots();
  }
  auto const mask = slots_.size() - 1;
  memory_->ease_at(number);
  auto at = (hash >> 20U) & mask;
  while (slots_[at] != 0) {
    if ((*this)[slots_[at] - 1].text_hash == hash) {
      return slots_[at] - 1;
    }
    at = (at + 1) & mask;
  }
  slots_[at] = number + 1;
  ++used_slots_;
  return number;
}

void DocumentTable::expect(std::span<std::uint64_t const> hashes, std::size_t ahead) const noexcept {
  if (slots_.empty()) {
    return;
  }
  auto const mask = slots_.size() - 1;
  if (hashes.size() > ahead) {
    __builtin_prefetch(&slots_[(hashes[ahead] >> 20U) & mask]);
  }
  if (!hashes.empty()) {
    if (auto const slot = slots_[(hashes.front() >> 20U) & mask]; slot != 0) {
      __builtin_prefetch(&(*this)[slot - 1].text_hash);
    }
  }
}

void DocumentTable::grow_slots() {
  std::pmr::vector<std::uint32_t> larger(slots_.empty() ? 1024 : 2 * slots_.size(), memory_);
  auto const mask = larger.size() - 1;
  std::uint64_t step = 0;
  for (auto const slot : slots_) {
    memory_->ease_at(step++);
    if (slot != 0) {
      auto at = ((*this)[slot - 1].text_hash >> 20U) & mask;
      while (larger[at] != 0) {
        at = (at + 1) & mask;
      }
      larger[at] = slot;
    }
  }
  slots_ = std::move(larger);
}

std::uint64_t hash_of_text(std::string_view text) noexcept {
  // Four chains of multiplications side by side: a processor works on all four at once.
  constexpr std::array<std::uint64_t, 4> keys = {
    0x9E3779B97F4A7C15ULL, 0xD6E8FEB86659FD93ULL, 0xC2B2AE3D27D4EB4FULL, 0xA0761D6478BD642FULL};
  auto const mixed = [](std::uint64_t left, std::uint64_t right) {
    auto const product = static_cast<Wide>(left) * right;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  };
  std::array<std::uint64_t, 4> lanes = keys;
  auto const* at = text.data();
  auto left = text.size();
  std::array<std::uint64_t, 8> words;
  for (; left >= sizeof(words); left -= sizeof(words), at += sizeof(words)) {
    std::memcpy(words.data(), at, sizeof(words));
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
      lanes[lane] = mixed(words[2 * lane] ^ keys[lane], words[2 * lane + 1] ^ lanes[lane]);
    }
  }
  words.fill(0);
  std::memcpy(words.data(), at, left);
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    lanes[lane] = mixed(words[2 * lane] ^ keys[lane], words[2 * lane + 1] ^ lanes[lane]);
  }
  return mixed(mixed(lanes[0], lanes[1] ^ keys[2]) ^ text.size(), mixed(lanes[2], lanes[3] ^ keys[3]) ^ keys[0]);
}

}  // namespace stemma
