// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "base/document_stream.hpp"
#include "base/spill_memory.hpp"
#include "pairs/evidence.hpp"

namespace stemma {

/// What is kept of each document of a pile: 48 bytes, also on disk.
struct DocumentEntry {
  static constexpr auto kNoTime = std::numeric_limits<std::int64_t>::min();

  TextPlace place;
  std::uint64_t text_hash = 0;
  std::int64_t published = kNoTime;
  std::uint32_t text_bytes = 0;
  std::uint32_t same_as = 0;  ///< The first document with the same bytes; itself where there was none before it.
  std::uint32_t shingles = 0;
  std::uint32_t different_anchors = 0;  ///< As in AnchorStock.

  [[nodiscard]] AnchorStock stock() const noexcept { return {shingles, static_cast<std::uint8_t>(different_anchors)}; }
};

static_assert(sizeof(DocumentEntry) == 48);

/// All documents of a pile by their numbers. Grows without moving what is there.
class DocumentTable {
 public:
  explicit DocumentTable(SpillMemory* memory) : memory_{memory}, slots_{memory} {}

  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  DocumentEntry& operator[](std::size_t number) noexcept { return parts_[number / kPart][number % kPart]; }

  DocumentEntry const& operator[](std::size_t number) const noexcept { return parts_[number / kPart][number % kPart]; }

  DocumentEntry& add();

  /// From within a loop over all: see SpillMemory.
  void ease_at(std::uint64_t step) const { memory_->ease_at(step); }

  /// Documents with these hashes come next but a few: what is looked at for the first and the one so far behind it is on its
  /// way from memory.
  void expect(std::span<std::uint64_t const> hashes, std::size_t ahead) const noexcept;

  /// The first document that was added with this hash, or else `number`, which is remembered with it.
  [[nodiscard]] std::uint32_t first_with_hash(std::uint64_t hash, std::uint32_t number);

 private:
  static constexpr std::size_t kPart = 65536;

  void grow_slots();

  SpillMemory* memory_;
  std::vector<std::pmr::vector<DocumentEntry>> parts_;
  std::uint32_t size_ = 0;
  std::pmr::vector<std::uint32_t> slots_;  // number + 1 of the first document of each hash; 0 where free
  std::size_t used_slots_ = 0;
};

/// A hash of all bytes of a text; equal ones are compared byte by byte before anything is made of it.
[[nodiscard]] std::uint64_t hash_of_text(std::string_view text) noexcept;

}  // namespace stemma
