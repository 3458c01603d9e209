// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/archive_batch.hpp"

namespace stemma {

/// A document that is compared with others: one of a batch, or an older one.
struct ArchiveMember {
  std::uint32_t number = 0;
  std::uint32_t story = 0;  ///< So far; its own number for one of the batch.
  std::string id;           ///< This and the next two of an older one.
  std::string language;
  std::uint32_t title_bytes = 0;
  std::optional<UtcTime> published;
  BatchDocument* of_batch = nullptr;
  ShortView words;  ///< Of an older one as soon as it was read; none where its text is damaged.
  bool is_read = false;
};

/// The members by their numbers. A batch's numbers follow one upon another, so these need no search.
class ArchiveMembers {
 public:
  void begin(Batch& batch) {
    of_batch_.clear();
    older_.clear();
    slots_.clear();
    for (auto& document : batch) {
      auto& member = of_batch_.emplace_back();
      member.number = member.story = document.number;
      member.published = document.document.published;
      member.of_batch = &document;
      member.words = document.vector;
      member.is_read = true;
    }
  }

  [[nodiscard]] ArchiveMember* find(std::uint32_t number) {
    if (!of_batch_.empty() && number - of_batch_.front().number < of_batch_.size()) {
      return &of_batch_[number - of_batch_.front().number];
    }
    return slots_.empty() ? nullptr : slots_[slot_of(number)];
  }

  [[nodiscard]] ArchiveMember const* find(std::uint32_t number) const {
    return const_cast<ArchiveMembers*>(this)->find(number);
  }

  /// One that is there.
  [[nodiscard]] ArchiveMember& at(std::uint32_t number) { return *find(number); }

  [[nodiscard]] ArchiveMember const& at(std::uint32_t number) const { return *find(number); }

  /// A new one, of an older document.
  ArchiveMember& add(std::uint32_t number) {
    auto& member = older_.emplace_back();
    member.number = number;
    if (2 * older_.size() <= slots_.size()) {
      slots_[slot_of(number)] = &member;
      return member;
    }
    slots_.assign(std::max<std::size_t>(1024, 2 * slots_.size()), nullptr);
    for (auto& one : older_) {
      slots_[slot_of(one.number)] = &one;
    }
    return member;
  }

 private:
  /// Where an older one stands, or would stand.
  [[nodiscard]] std::size_t slot_of(std::uint32_t number) const {
    auto const mask = slots_.size() - 1;
    auto at = (number * 0x9E3779B97F4A7C15ULL >> 32U) & mask;
    while (slots_[at] != nullptr && slots_[at]->number != number) {
      at = (at + 1) & mask;
    }
    return at;
  }

  std::vector<ArchiveMember> of_batch_;
  std::deque<ArchiveMember> older_;
  std::vector<ArchiveMember*> slots_;  ///< Of the older ones, by their numbers; a power of two.
};

}  // namespace stemma
