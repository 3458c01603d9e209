// SPDX-License-Identifier: Apache-2.0
#include "archive/segment_writer.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <functional>
#include <limits>
#include <utility>

#include "archive/posting_cursor.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/assert.hpp"

namespace stemma {

namespace {

std::uint8_t bits_for(std::uint64_t values) {
  return static_cast<std::uint8_t>(std::bit_width(values <= 1 ? 0 : values - 1));
}

/// A file with the sections of a segment, one after another.
class SegmentFile {
 public:
  SegmentFile(std::filesystem::path path, std::uint32_t documents) : path_{path}, file_{std::move(path)} {
    header_.magic = kSegmentMagic;
    header_.version = kSegmentVersion;
    header_.documents = documents;
    header_.anchor_widths = {bits_for(documents), 0};
    header_.key_widths = {bits_for(documents), kPostingWeightBits};
    header_.id_widths = {bits_for(documents), 0};
    file_.write({reinterpret_cast<char const*>(&header_), sizeof(header_)});
  }

  template <typename Write>
  void section(SegmentSection section, Write const& write) {
    file_.align();
    auto& entry = header_.sections[static_cast<std::size_t>(section)];
    entry.begin = file_.size();
    write(file_);
    entry.bytes = file_.size() - entry.begin;
  }

  template <typename Item>
  void items(SegmentSection name, std::span<Item const> items) {
    section(name, [&](NewFile& file) { file.write_items(items); });
  }

  /// Calls `each(take)`, which hands sorted postings to `take`; the directory stands behind the blocks.
  template <typename Each>
  void postings(
    SegmentSection directory, SegmentSection blocks, PostingWidths widths, std::uint64_t& count, Each const& each
  ) {
    std::vector<PostingBlock> entries;
    section(blocks, [&](NewFile& file) {
      PostingWriter writer{file, widths};
      each([&](Posting posting) { writer.add(posting); });
      count = writer.count();
      entries = writer.finish();
    });
    items(directory, std::span<PostingBlock const>{entries});
  }

  /// The same, with a filter behind it; of so many postings at most.
  template <typename Each>
  void filtered(
    std::array<SegmentSection, 3> sections,
    PostingWidths widths,
    std::uint64_t& count,
    std::uint64_t most,
    Each const& each
  ) {
    KeyFilterMaker filter{most};
    postings(sections[0], sections[1], widths, count, [&](auto const& take) {
      each([&](Posting posting) {
        filter.add(key_of(posting));
        take(posting);
      });
    });
    items(sections[2], filter.finish());
  }

  template <typename Each>
  void anchors(std::uint64_t most, Each const& each) {
    filtered(
      {SegmentSection::Anchors, SegmentSection::AnchorBlocks, SegmentSection::AnchorFilter}, header_.anchor_widths,
      header_.anchors, most, each
    );
  }

  template <typename Each>
  void keys(std::uint64_t most, Each const& each) {
    filtered(
      {SegmentSection::Keys, SegmentSection::KeyBlocks, SegmentSection::KeyFilter}, header_.key_widths, header_.keys,
      most, each
    );
  }

  template <typename Each>
  void ids(Each const& each) {
    postings(SegmentSection::Ids, SegmentSection::IdBlocks, header_.id_widths, header_.ids, each);
  }

  /// Checksums are taken of what can be read back, then the file is kept.
  std::uint64_t keep() {
    auto const size = file_.size();
    file_.write_front({reinterpret_cast<char const*>(&header_), sizeof(header_)});
    {
      auto unfinished = path_;
      unfinished += ".unfinished";
      MappedFile const written{unfinished};
      for (auto& entry : header_.sections) {
        entry.checksum = checksum_of(written, entry.begin, entry.bytes);
      }
    }
    header_.checksum = XXH3_64bits(&header_, offsetof(SegmentHeader, checksum));
    file_.write_front({reinterpret_cast<char const*>(&header_), sizeof(header_)});
    file_.keep();
    return size;
  }

 private:
  std::filesystem::path path_;
  NewFile file_;
  SegmentHeader header_;
};

/// The postings of one of the segments that are merged, one after another, with their new places.
class MergeSource {
 public:
  MergeSource(PostingList const& list, std::span<std::uint32_t const> places)
      : cursor_{list}, count_{list.count}, places_{places} {
    advance();
  }

  [[nodiscard]] Posting posting() const noexcept { return posting_; }

  [[nodiscard]] bool is_at_end() const noexcept { return is_at_end_; }

  void advance() {
    while (next_ < count_) {
      auto const read = cursor_.at(next_++);
      auto const place = places_[place_of(read)];
      if (place != kGone) {
        posting_ = make_posting(key_of(read), place, weight_of(read));
        return;
      }
    }
    is_at_end_ = true;
    posting_ = std::numeric_limits<Posting>::max();
  }

  static constexpr std::uint32_t kGone = ~std::uint32_t{0};

 private:
  PostingCursor cursor_;
  std::uint64_t count_;
  std::uint64_t next_ = 0;
  std::span<std::uint32_t const> places_;
  Posting posting_ = 0;
  bool is_at_end_ = false;
};

template <typename Take>
void merge_postings(std::vector<MergeSource>& sources, Take const& take) {
  std::vector<Posting> heads;  // the greatest number of all where a source is at its end
  for (auto const& source : sources) {
    heads.push_back(source.posting());
  }
  while (!heads.empty()) {
    // Which source has the least nobody can foresee, so there is no branch on it.
    std::size_t least = 0;
    Posting posting = heads[0];
    for (std::size_t s = 1; s < heads.size(); ++s) {
      bool const is_less = heads[s] < posting;
      posting = is_less ? heads[s] : posting;
      least = is_less ? s : least;
    }
    if (sources[least].is_at_end()) {  // Of equal numbers the first was taken; one that is no end may stand behind it.
      auto const left = std::ranges::find_if(sources, [](MergeSource const& source) { return !source.is_at_end(); });
      if (left == sources.end()) {
        return;
      }
      least = static_cast<std::size_t>(left - sources.begin());
    }
    take(posting);
    sources[least].advance();
    heads[least] = sources[least].posting();
  }
}

/// The counts of words, summed. What the documents that are gone taught stays.
void merge_words(std::span<std::shared_ptr<ArchiveSegment const> const> segments, NewFile& file) {
  std::vector<std::span<SegmentWord const>> rest;
  for (auto const& segment : segments) {
    rest.push_back(segment->words());
  }
  for (;;) {
    auto least = std::numeric_limits<std::uint64_t>::max();
    bool is_any = false;
    for (auto const& words : rest) {
      if (!words.empty()) {
        least = std::min(least, words.front().stem);
        is_any = true;
      }
    }
    if (!is_any) {
      return;
    }
    SegmentWord sum{least, 0, 0};
    for (auto& words : rest) {
      if (!words.empty() && words.front().stem == least) {
        sum.texts += words.front().texts;
        sum.name_lead += words.front().name_lead;
        words = words.subspan(1);
      }
    }
    file.write_items(std::span<SegmentWord const>{&sum, 1});
  }
}

}  // namespace

std::uint64_t write_segment(std::filesystem::path const& path, SegmentParts parts) {
  STEMMA_ASSERT(parts.documents.size() <= kMostSegmentDocuments, "places in a segment have 22 bits");
  SegmentFile file{path, static_cast<std::uint32_t>(parts.documents.size())};
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < parts.documents.size(); ++i) {
    parts.documents[i].text_begin = begin;
    begin += parts.packed_texts[i].size();
  }
  file.items(SegmentSection::Documents, std::span<SegmentDocument const>{parts.documents});
  file.section(SegmentSection::Texts, [&](NewFile& out) {
    for (auto const text : parts.packed_texts) {
      out.write(text);
    }
  });
  file.anchors(parts.anchors.size(), [&](auto const& take) { std::ranges::for_each(parts.anchors, take); });
  file.keys(parts.keys.size(), [&](auto const& take) { std::ranges::for_each(parts.keys, take); });
  file.ids([&](auto const& take) { std::ranges::for_each(parts.ids, take); });
  file.items(SegmentSection::Words, std::span<SegmentWord const>{parts.words});
  return file.keep();
}

MergedSegment merge_segments(
  std::filesystem::path const& path,
  std::span<std::shared_ptr<ArchiveSegment const> const> segments,
  std::function<bool(std::uint32_t number)> const& is_gone
) {
  MergedSegment merged;
  std::vector<SegmentDocument> documents;
  std::vector<std::vector<std::uint32_t>> places(segments.size());
  for (std::size_t s = 0; s < segments.size(); ++s) {
    segments[s]->check();
    for (auto const& document : segments[s]->documents()) {
      bool const is_kept = !is_gone(document.number);
      places[s].push_back(is_kept ? static_cast<std::uint32_t>(documents.size()) : MergeSource::kGone);
      if (is_kept) {
        static_cast<void>(segments[s]->packed_text(document));
        documents.push_back(document);
        documents.back().text_begin = merged.packed_bytes;
        merged.packed_bytes += document.packed_bytes;
        merged.text_bytes += document.text_bytes;
      }
    }
  }
  STEMMA_ASSERT(documents.size() <= kMostSegmentDocuments, "places in a segment have 22 bits");
  merged.documents = static_cast<std::uint32_t>(documents.size());
  if (documents.empty()) {
    return merged;
  }
  SegmentFile file{path, merged.documents};
  file.items(SegmentSection::Documents, std::span<SegmentDocument const>{documents});
  file.section(SegmentSection::Texts, [&](NewFile& out) {
    for (std::size_t s = 0; s < segments.size(); ++s) {
      auto const old = segments[s]->documents();
      for (std::size_t i = 0; i < old.size(); ++i) {
        if (places[s][i] != MergeSource::kGone) {
          out.write(segments[s]->packed_text(old[i]));
        }
      }
      segments[s]->let_go();
    }
  });
  auto const merge = [&](PostingList const& (ArchiveSegment::*list)() const) {
    return [&, list](auto const& take) {
      std::vector<MergeSource> sources;
      for (std::size_t s = 0; s < segments.size(); ++s) {
        sources.emplace_back((*segments[s].*list)(), places[s]);
      }
      merge_postings(sources, take);
    };
  };
  std::uint64_t most_anchors = 0;
  std::uint64_t most_keys = 0;
  for (auto const& segment : segments) {
    most_anchors += segment->anchors().count;
    most_keys += segment->keys().count;
  }
  file.anchors(most_anchors, merge(&ArchiveSegment::anchors));
  file.keys(most_keys, merge(&ArchiveSegment::keys));
  file.ids(merge(&ArchiveSegment::ids));
  file.section(SegmentSection::Words, [&](NewFile& out) { merge_words(segments, out); });
  merged.bytes = file.keep();
  return merged;
}

}  // namespace stemma
