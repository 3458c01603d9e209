// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
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
    places_.clear();
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
    auto const found = places_.find(number);
    return found == places_.end() ? nullptr : found->second;
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
    places_.emplace(number, &member);
    return member;
  }

 private:
  std::vector<ArchiveMember> of_batch_;
  std::deque<ArchiveMember> older_;
  std::unordered_map<std::uint32_t, ArchiveMember*> places_;
};

}  // namespace stemma
