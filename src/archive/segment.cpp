// SPDX-License-Identifier: Apache-2.0
#include "archive/segment.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "archive/damaged.hpp"

namespace stemma {

namespace {

template <typename Item>
std::span<Item const> items_of(std::string_view bytes) {
  return {reinterpret_cast<Item const*>(bytes.data()), bytes.size() / sizeof(Item)};
}

}  // namespace

ArchiveSegment::ArchiveSegment(std::filesystem::path const& path, std::uint64_t bytes)
    : name_{path.filename().string()}, file_{path} {
  auto const all = file_.bytes();
  if (all.size() != bytes || all.size() < sizeof(header_)) {
    throw DamagedSegment{name_, "it has " + std::to_string(all.size()) + " bytes, not " + std::to_string(bytes)};
  }
  std::memcpy(&header_, all.data(), sizeof(header_));
  if (header_.magic != kSegmentMagic || XXH3_64bits(all.data(), offsetof(SegmentHeader, checksum)) != header_.checksum) {
    throw DamagedSegment{name_, "its header"};
  }
  if (header_.version != kSegmentVersion) {
    throw DamagedSegment{name_, "its version is " + std::to_string(header_.version)};
  }
  documents_ = items_of<SegmentDocument>(section(SegmentSection::Documents));
  words_ = items_of<SegmentWord>(section(SegmentSection::Words));
  texts_ = section(SegmentSection::Texts);
  auto const list = [&](SegmentSection directory, SegmentSection blocks, std::uint64_t count, PostingWidths widths) {
    auto const entries = items_of<PostingBlock>(section(directory));
    PostingList const found{section(blocks), entries.data(), count, header_.documents, widths, &name_};
    if (found.block_count() != entries.size()) {
      throw DamagedSegment{name_, "a directory of postings"};
    }
    return found;
  };
  anchors_ = list(SegmentSection::Anchors, SegmentSection::AnchorBlocks, header_.anchors, header_.anchor_widths);
  keys_ = list(SegmentSection::Keys, SegmentSection::KeyBlocks, header_.keys, header_.key_widths);
  anchors_.filter = KeyFilter{items_of<FilterLine>(section(SegmentSection::AnchorFilter))};
  keys_.filter = KeyFilter{items_of<FilterLine>(section(SegmentSection::KeyFilter))};
  ids_ = list(SegmentSection::Ids, SegmentSection::IdBlocks, header_.ids, header_.id_widths);
  if (documents_.size() != header_.documents) {
    throw DamagedSegment{name_, "the list of its documents"};
  }
}

std::string_view ArchiveSegment::section(SegmentSection section) const {
  auto const& entry = header_.sections[static_cast<std::size_t>(section)];
  auto const all = file_.bytes();
  if (entry.begin > all.size() || entry.bytes > all.size() - entry.begin || entry.begin % 8 != 0) {
    throw DamagedSegment{name_, "its header"};
  }
  return all.substr(entry.begin, entry.bytes);
}

std::uint64_t ArchiveSegment::section_bytes(SegmentSection section) const noexcept {
  return header_.sections[static_cast<std::size_t>(section)].bytes;
}

std::string_view ArchiveSegment::packed_text(SegmentDocument const& document) const {
  if (document.text_begin > texts_.size() || document.packed_bytes > texts_.size() - document.text_begin) {
    throw DamagedSegment{name_, "the list of its documents"};
  }
  return texts_.substr(document.text_begin, document.packed_bytes);
}

std::optional<std::uint32_t> ArchiveSegment::place_of_number(std::uint32_t number) const {
  if (documents_.empty() || number < documents_.front().number) {
    return {};
  }
  // Where nothing was removed, the place is the distance of the numbers; else it is less.
  auto const farthest = std::min<std::size_t>(number - documents_.front().number, documents_.size() - 1);
  auto const found = documents_[farthest].number == number
                       ? documents_.begin() + static_cast<std::ptrdiff_t>(farthest)
                       : std::ranges::lower_bound(documents_.first(farthest), number, {}, &SegmentDocument::number);
  if (found == documents_.end() || found->number != number) {
    return {};
  }
  return static_cast<std::uint32_t>(found - documents_.begin());
}

SegmentWord const* ArchiveSegment::find_word(std::uint64_t stem) const {
  auto const found = std::ranges::lower_bound(words_, stem, {}, &SegmentWord::stem);
  return found == words_.end() || found->stem != stem ? nullptr : &*found;
}

void ArchiveSegment::check() const {
  constexpr char const* names[kSegmentSections] = {"the list of its documents", "the texts",
                                                   "the postings of anchors",   "the directory of anchors",
                                                   "the filter of anchors",     "the postings of keys",
                                                   "the directory of keys",     "the filter of keys",
                                                   "the postings of ids",       "the directory of ids",
                                                   "the counts of words"};
  std::uint64_t end = sizeof(header_);
  for (std::size_t i = 0; i < kSegmentSections; ++i) {
    auto const bytes = section(static_cast<SegmentSection>(i));
    auto const filling = file_.bytes().substr(end, header_.sections[i].begin - end);
    if (checksum_of(file_, header_.sections[i].begin, bytes.size()) != header_.sections[i].checksum) {
      throw DamagedSegment{name_, names[i]};
    }
    if (header_.sections[i].begin < end || filling.find_first_not_of('\0') != std::string_view::npos) {
      throw DamagedSegment{name_, "what lies between its parts"};
    }
    end = header_.sections[i].begin + bytes.size();
  }
  if (end != file_.bytes().size()) {
    throw DamagedSegment{name_, "its end"};
  }
}

}  // namespace stemma
