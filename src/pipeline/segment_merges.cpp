// SPDX-License-Identifier: Apache-2.0
#include "pipeline/segment_merges.hpp"

#include <algorithm>
#include <memory>
#include <system_error>
#include <utility>

#include "archive/damaged.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_transaction.hpp"

namespace stemma {

namespace {

/// So many neighbours of about one size become one segment; each document is written again once for each power of it.
constexpr std::size_t kMergeSegments = 12;

/// A merge has the time in which so many times fewer documents are added.
constexpr std::size_t kMergeHaste = 2;

int size_class(std::uint32_t documents) {
  int size = 0;
  for (; documents >= kMergeSegments; documents /= static_cast<std::uint32_t>(kMergeSegments)) {
    ++size;
  }
  return size;
}

}  // namespace

SegmentMerges::~SegmentMerges() {
  for (auto& merge : merges_) {  // Something has failed, or they would have been taken in.
    merge.work = {};             // Waits.
    std::error_code ignored;
    std::filesystem::remove(merge.path, ignored);
  }
}

bool SegmentMerges::is_merging(std::uint32_t segment) const {
  return std::ranges::any_of(merges_, [&](Merge const& merge) {
    return std::ranges::find(merge.sources, segment) != merge.sources.end();
  });
}

/// Small ones first; of one size the oldest. Smaller ones that lie between them go along, but never make a large one be written again
/// by their number alone.
SegmentMerges::Run SegmentMerges::due() const {
  auto const segments = store_.segments();
  for (int size = 0; size < 16; ++size) {
    std::size_t first = 0;
    std::size_t of_size = 0;
    std::uint64_t documents = 0;
    for (std::size_t i = 0; i <= segments.size(); ++i) {
      bool const is_in =
        i < segments.size() && segments[i].segment != nullptr && size_class(segments[i].entry.documents) <= size &&
        documents + segments[i].entry.documents <= kMostSegmentDocuments && !is_merging(segments[i].entry.segment);
      if (is_in) {
        documents += segments[i].entry.documents;
        of_size += size_class(segments[i].entry.documents) == size ? 1U : 0U;
        continue;
      }
      if (of_size >= kMergeSegments) {
        return {first, i - first};
      }
      first = i + 1;
      of_size = 0;
      documents = 0;
    }
  }
  return {};
}

void SegmentMerges::begin_due() {
  store_.read([] {});
  for (auto run = due(); run.count > 0; run = due()) {
    begin(run);
  }
}

void SegmentMerges::begin(Run run) {
  ArchiveTransaction transaction{store_};
  auto& catalogue = store_.catalogue();
  auto counts = catalogue.counts();
  auto const listed = store_.segments().subspan(run.first, run.count);
  auto& merge = merges_.emplace_back();
  merge.merged.segment = counts.next_segment++;
  merge.merged.first_number = listed.front().entry.first_number;
  merge.merged.last_number = listed.back().entry.last_number;
  merge.path = store_.segment_path(merge.merged.segment);
  std::vector<std::shared_ptr<ArchiveSegment const>> segments;
  std::size_t documents = 0;
  bool has_removed = false;
  for (auto const& one : listed) {
    segments.push_back(one.segment);
    merge.sources.push_back(one.entry.segment);
    documents += one.entry.documents;
    has_removed = has_removed || one.entry.removed > 0;
  }
  merge.additions_left = std::max<std::size_t>(1, documents / kMostBatchDocuments / kMergeHaste);
  auto kept = has_removed ? catalogue.numbers_between(merge.merged.first_number, merge.merged.last_number)
                          : std::vector<std::uint32_t>{};
  merge.work = SideTask<MergedSegment>{
    threads_, [path = merge.path, segments = std::move(segments), has_removed, kept = std::move(kept)] {
      return merge_segments(path, segments, [&](std::uint32_t number) {
        return has_removed && !std::ranges::binary_search(kept, number);
      });
    }};
  catalogue.put_counts(counts);
  transaction.commit();
}

void SegmentMerges::take_in(Merge merge, ArchiveListener const& listener) {
  MergedSegment written;
  try {
    written = merge.work.take();
  } catch (DamagedSegment const& fault) {
    store_.leave_out(fault.segment(), fault.what());  // It stays as it is; `check` names it.
    return;
  }
  ArchiveTransaction transaction{store_};
  transaction.owns(merge.path);
  auto& catalogue = store_.catalogue();
  for (auto const segment : merge.sources) {
    catalogue.drop_segment(segment);
  }
  merge.merged.documents = written.documents;
  merge.merged.bytes = written.bytes;
  merge.merged.text_bytes = written.text_bytes;
  merge.merged.packed_bytes = written.packed_bytes;
  if (written.documents > 0) {
    catalogue.put_segment(merge.merged);
  }
  transaction.commit();
  std::error_code ignored;
  for (auto const segment : merge.sources) {
    std::filesystem::remove(store_.segment_path(segment), ignored);
  }
  if (listener) {
    listener({"compact", written.documents});
  }
}

void SegmentMerges::step(ArchiveListener const& listener) {
  std::vector<Merge> ready;
  for (auto& merge : merges_) {
    if (--merge.additions_left == 0) {
      ready.push_back(std::move(merge));
    }
  }
  std::erase_if(merges_, [](Merge const& merge) { return merge.additions_left == 0; });
  for (auto& merge : ready) {
    take_in(std::move(merge), listener);
  }
  begin_due();
}

void SegmentMerges::finish(ArchiveListener const& listener) {
  for (begin_due(); !merges_.empty(); begin_due()) {
    auto ready = std::exchange(merges_, {});
    for (auto& merge : ready) {
      take_in(std::move(merge), listener);
    }
  }
}

void SegmentMerges::merge_all(ArchiveListener const& listener) {
  store_.read([] {});
  for (std::size_t first = 0; first < store_.segments().size(); ++first) {
    auto const segments = store_.segments();
    std::uint64_t documents = 0;
    auto end = first;
    while (end < segments.size() && segments[end].segment != nullptr &&
           documents + segments[end].entry.documents <= kMostSegmentDocuments) {
      documents += segments[end++].entry.documents;
    }
    if (end - first > 1 || (end > first && segments[first].entry.removed > 0)) {
      begin({first, end - first});
      take_in(std::move(merges_.back()), listener);
      merges_.clear();
      store_.read([] {});
    }
  }
  store_.catalogue().tidy();
}

}  // namespace stemma
