// SPDX-License-Identifier: Apache-2.0
#include "pipeline/key_filters.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "archive/damaged.hpp"
#include "archive/postings.hpp"
#include "base/parallel_for.hpp"

namespace stemma {

namespace {

constexpr std::uint64_t kPostingsASought = 4;      // are read in the time in which one is sought
constexpr std::uint64_t kMostBytes = 256U << 20U;  // of all filters

}  // namespace

KeyFilter::KeyFilter(PostingList const& list) {
  auto const bits = std::clamp<unsigned>(static_cast<unsigned>(std::bit_width(8 * list.count)), 6, kPostingKeyBits);
  shift_ = kPostingKeyBits - bits;
  bits_.resize((std::size_t{1} << bits) / 64);
  PostingCursor cursor{list};
  for (std::uint64_t at = 0; at < list.count; ++at) {
    auto const bit = cursor.key_at(at) >> shift_;
    bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

void KeyFilters::expect(
  std::span<ListedSegment const> segments, std::array<std::size_t, 2> postings, unsigned threads
) {
  struct Wanted {
    Entry* entry;
    PostingList const* list;
  };

  std::vector<Wanted> wanted;
  std::map<std::uint32_t, std::array<Entry, 2>> entries;  // segments that are gone take theirs with them
  std::uint64_t bytes = 0;
  for (auto const& listed : segments) {
    if (listed.segment == nullptr) {
      continue;
    }
    auto& both = entries[listed.entry.segment];
    if (auto const known = entries_.find(listed.entry.segment); known != entries_.end()) {
      both = std::move(known->second);
    }
    for (auto const kind : {Anchors, Keys}) {
      auto const& list = kind == Anchors ? listed.segment->anchors() : listed.segment->keys();
      both[kind].sought += postings[kind];
      if (both[kind].filter != nullptr) {
        bytes += both[kind].filter->bytes();
      } else if (list.count > 0 && both[kind].sought * kPostingsASought >= list.count && bytes + list.count <= kMostBytes) {
        bytes += list.count;
        wanted.push_back({&both[kind], &list});
      }
    }
  }
  entries_ = std::move(entries);
  parallel_for(wanted.size(), threads, [&](std::size_t i) {
    try {
      wanted[i].entry->filter = std::make_unique<KeyFilter>(*wanted[i].list);
    } catch (DamagedSegment const&) {  // Who seeks in it will say so.
    }
  });
}

KeyFilter const* KeyFilters::find(std::uint32_t segment, Kind kind) const {
  auto const found = entries_.find(segment);
  return found == entries_.end() ? nullptr : found->second[kind].filter.get();
}

}  // namespace stemma
