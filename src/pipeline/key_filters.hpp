// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "archive/archive_store.hpp"

namespace stemma {

/// Which keys a list of postings surely lacks. Nothing is missed; of the keys that are not there one in eight is let through.
/// Bits lie in the order of the keys, so that who asks for sorted keys walks through them.
class KeyFilter {
 public:
  /// Reads the whole list. Throws `DamagedSegment`.
  explicit KeyFilter(PostingList const& list);

  [[nodiscard]] bool may_have(std::uint64_t key) const noexcept {
    auto const bit = key >> shift_;
    return (bits_[bit / 64] >> (bit % 64) & 1U) != 0;
  }

  [[nodiscard]] std::uint64_t bytes() const noexcept { return 8 * bits_.size(); }

 private:
  unsigned shift_ = 0;
  std::vector<std::uint64_t> bits_;
};

/// Filters of an archive's segments, for a writer that meets them again and again. A filter is made when so many keys were
/// sought in a list that it has cost as much as reading it: a small addition to a large archive makes none.
class KeyFilters {
 public:
  enum Kind : std::uint8_t { Anchors, Keys };

  /// So many postings of each kind are about to be sought in all segments.
  void expect(std::span<ListedSegment const> segments, std::array<std::size_t, 2> postings, unsigned threads);

  /// None where there is none.
  [[nodiscard]] KeyFilter const* find(std::uint32_t segment, Kind kind) const;

 private:
  struct Entry {
    std::uint64_t sought = 0;
    std::unique_ptr<KeyFilter> filter;
  };

  std::map<std::uint32_t, std::array<Entry, 2>> entries_;  ///< By the number of the segment.
};

}  // namespace stemma
