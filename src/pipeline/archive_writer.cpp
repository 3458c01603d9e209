// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_writer.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "archive/damaged.hpp"
#include "archive/segment_writer.hpp"
#include "base/parallel_for.hpp"
#include "pipeline/archive_candidates.hpp"
#include "stemma/error.hpp"
#include "stories/story_rule.hpp"

namespace stemma {

namespace {

/// So many neighbours of about one size become one segment; each document is written again once for each power of it.
constexpr std::size_t kMergeSegments = 8;

/// A new dictionary is made when the archive has so many times the documents it had when the last one was.
constexpr std::uint64_t kTrainTimes = 16;

int size_class(std::uint32_t documents) {
  int size = 0;
  for (; documents >= kMergeSegments; documents /= static_cast<std::uint32_t>(kMergeSegments)) {
    ++size;
  }
  return size;
}

}  // namespace

/// Writing that comes to nothing unless it is committed.
class ArchiveWriter::Transaction {
 public:
  explicit Transaction(ArchiveStore& store) : store_{store} {
    store_.catalogue().begin_writing();
    static_cast<void>(store_.refresh());
  }

  ~Transaction() {
    if (!is_committed_) {
      store_.catalogue().end();
      std::error_code ignored;
      std::filesystem::remove(file_, ignored);
    }
  }

  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;

  /// Deletes this file where the writing comes to nothing.
  void owns(std::filesystem::path file) { file_ = std::move(file); }

  void commit() {
    store_.catalogue().commit();
    is_committed_ = true;
  }

 private:
  ArchiveStore& store_;
  std::filesystem::path file_;
  bool is_committed_ = false;
};

ArchiveWriter::ArchiveWriter(ArchiveStore& store, Options const& options)
    : store_{store},
      lock_{store.lock_path()},
      pile_{store},
      threads_{options.threads},
      rule_{
        options.story_threshold > 0 ? options.story_threshold : kStoryThreshold, options.clocks == Clocks::Used,
        options.threads} {
  store_.read([&] { store_.clear_leftovers(); });
}

/// Leaves out what the archive has, and gives new ids to other texts under known ids. Nearly all ids are new, and were looked for
/// when they were read; what was written since is the last batch.
void ArchiveWriter::settle_ids(Batch& batch, ArchiveAddition& addition) {
  std::unordered_map<std::string, std::uint64_t> taken;  // in this batch: the hash of the text
  auto& catalogue = store_.catalogue();
  std::erase_if(batch, [&](BatchDocument& document) {
    auto const wanted = document.document.id;
    if (!document.has_taken_id && !last_ids_.contains(wanted) && taken.try_emplace(wanted, document.text_hash).second) {
      return false;
    }
    for (std::uint32_t number = 2;; ++number) {
      auto const& id = document.document.id;
      auto const hash = catalogue.text_hash_of(id);
      auto const own = taken.find(id);
      if (hash == document.text_hash || (own != taken.end() && own->second == document.text_hash)) {
        ++addition.known;
        return true;
      }
      if (!hash && own == taken.end()) {
        taken.emplace(id, document.text_hash);
        break;
      }
      document.document.id = wanted + "-" + std::to_string(number);
    }
    if (document.document.id != wanted && addition.notes.size() < ArchiveAddition::kMostNotes) {
      addition.notes.push_back(
        {document.document.source,
         {},
         "the id \"" + wanted + "\" belongs to another text; this one is called \"" + document.document.id + "\""}
      );
    }
    return false;
  });
  last_ids_ = std::move(taken);
}

void ArchiveWriter::train(Batch const& batch, CatalogueCounts& counts, std::uint64_t documents) {
  if (store_.newest_dictionary() != nullptr && documents < kTrainTimes * counts.trained_at) {
    return;
  }
  std::vector<std::string_view> texts;
  for (auto const& document : batch) {
    texts.emplace_back(document.document.text);
  }
  if (auto dictionary = TextDictionary::train(texts)) {
    store_.take_dictionary(std::move(*dictionary));
    counts.trained_at = documents;
  }
}

SegmentParts ArchiveWriter::parts_of(
  Batch const& batch, std::vector<Posting> anchors, std::vector<Posting> keys, std::vector<SegmentWord> words
) const {
  SegmentParts parts;
  for (auto const& document : batch) {
    parts.documents.push_back(
      {0, static_cast<std::uint32_t>(document.packed.size()), static_cast<std::uint32_t>(document.document.text.size()),
       document.number, std::min(document.stock.shingles, 0xFF'FFFFU) << 8U | document.stock.different}
    );
    parts.packed_texts.emplace_back(document.packed);
  }
  parts.anchors = std::move(anchors);
  parts.keys = std::move(keys);
  parts.words = std::move(words);
  return parts;
}

void ArchiveWriter::add(Batch batch, ArchiveAddition& addition, std::set<std::uint32_t>& touched) {
  Transaction transaction{store_};
  auto& catalogue = store_.catalogue();
  settle_ids(batch, addition);
  if (batch.empty()) {
    return;
  }
  auto counts = catalogue.counts();
  ++counts.commits;
  auto const documents = catalogue.document_count() + batch.size();
  train(batch, counts, documents);
  for (auto& document : batch) {
    document.number = counts.next_number++;
  }
  auto words = pile_.learn(batch, threads_);
  weigh_batch(batch, pile_, static_cast<double>(documents), threads_);
  std::vector<Posting> anchors;
  std::vector<Posting> keys;
  parallel_for(2, threads_, [&](std::size_t kind) {
    (kind == 0 ? anchors : keys) = kind == 0 ? anchor_postings(batch) : key_postings(batch);
  });
  auto const candidates = find_candidates(batch, anchors, keys, store_, threads_);
  CatalogueSegment segment{counts.next_segment++,
                           batch.front().number,
                           batch.back().number,
                           static_cast<std::uint32_t>(batch.size()),
                           0,
                           0,
                           0,
                           0};
  auto const path = store_.segment_path(segment.segment);
  transaction.owns(path);
  pack_batch(batch, store_.newest_dictionary(), threads_);
  auto parts = parts_of(batch, std::move(anchors), std::move(keys), std::move(words));
  // The segment needs the disk, the stories a processor.
  parallel_for(2, threads_, [&](std::size_t task) {
    if (task == 0) {
      segment.bytes = write_segment(path, std::move(parts));
      return;
    }
    ArchiveStories stories{store_, pile_, vectors_, static_cast<double>(documents), rule_};
    stories.join(batch, candidates, counts.commits, touched);
    for (auto const& document : batch) {
      catalogue.put_document(
        {document.number, document.document.id, document.story, document.document.published, document.document.outlet,
         document.document.language, document.document.source,
         static_cast<std::uint32_t>(document.document.title ? document.document.title->size() : 0), document.text_hash}
      );
    }
  });
  for (auto const& document : batch) {
    segment.text_bytes += document.document.text.size();
    segment.packed_bytes += document.packed.size();
    addition.joined += touched.contains(document.story) ? 1U : 0U;
  }
  catalogue.put_segment(segment);
  catalogue.put_counts(counts);
  transaction.commit();
  store_.let_go();
  addition.first_number = addition.documents == 0 ? batch.front().number : addition.first_number;
  addition.documents += batch.size();
  addition.text_bytes += segment.text_bytes;
}

std::uint64_t ArchiveWriter::remove(std::span<std::string const> ids) {
  Transaction transaction{store_};
  auto& catalogue = store_.catalogue();
  auto counts = catalogue.counts();
  ++counts.commits;
  std::set<std::uint32_t> stories;
  std::set<std::string> const wanted{ids.begin(), ids.end()};
  std::vector<CatalogueSegment> segments = catalogue.segments();
  for (auto const& id : wanted) {
    auto const number = catalogue.number_of(id);
    if (!number) {
      throw Error{ErrorKind::NoInput, "the archive has no document \"" + id + "\"; nothing was removed"};
    }
    stories.insert(catalogue.story_of(*number).value_or(*number));
    catalogue.drop_document(*number);
    auto const segment = std::ranges::lower_bound(segments, *number, {}, &CatalogueSegment::last_number);
    if (segment != segments.end()) {
      ++segment->removed;
      catalogue.put_segment(*segment);
    }
  }
  ArchiveStories groups{store_, pile_, vectors_, static_cast<double>(catalogue.document_count()), rule_};
  for (auto const story : stories) {
    groups.look_again(story, counts.commits);
  }
  catalogue.put_counts(counts);
  transaction.commit();
  return wanted.size();
}

void ArchiveWriter::merge_small(ArchiveListener const& listener) {
  for (bool is_done = false; !is_done;) {
    store_.read([] {});
    is_done = true;
    auto const segments = store_.segments();
    for (int size = 0; size < 16 && is_done; ++size) {
      std::size_t first = 0;
      std::uint64_t documents = 0;
      for (std::size_t i = 0; i <= segments.size(); ++i) {
        bool const is_in = i < segments.size() && segments[i].segment != nullptr &&
                           size_class(segments[i].entry.documents) <= size &&
                           documents + segments[i].entry.documents <= kMostSegmentDocuments;
        if (is_in) {
          documents += segments[i].entry.documents;
          continue;
        }
        if (i - first >= kMergeSegments) {
          merge(first, i - first, listener);
          is_done = false;
          break;
        }
        first = i + 1;
        documents = 0;
      }
    }
  }
}

void ArchiveWriter::merge_all(ArchiveListener const& listener) {
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
      merge(first, end - first, listener);
      store_.read([] {});
    }
  }
  store_.catalogue().tidy();
}

void ArchiveWriter::merge(std::size_t first, std::size_t count, ArchiveListener const& listener) {
  Transaction transaction{store_};
  auto& catalogue = store_.catalogue();
  auto const run = store_.segments().subspan(first, count);
  std::vector<std::shared_ptr<ArchiveSegment const>> segments;
  CatalogueSegment merged;
  auto counts = catalogue.counts();
  merged.segment = counts.next_segment++;
  merged.first_number = run.front().entry.first_number;
  merged.last_number = run.back().entry.last_number;
  std::vector<std::filesystem::path> old;
  bool has_removed = false;
  for (auto const& listed : run) {
    segments.push_back(listed.segment);
    has_removed = has_removed || listed.entry.removed > 0;
    old.push_back(store_.segment_path(listed.entry.segment));
    catalogue.drop_segment(listed.entry.segment);
  }
  auto const kept =
    has_removed ? catalogue.numbers_between(merged.first_number, merged.last_number) : std::vector<std::uint32_t>{};
  auto const path = store_.segment_path(merged.segment);
  transaction.owns(path);
  try {
    auto const written = merge_segments(path, segments, [&](std::uint32_t number) {
      return has_removed && !std::ranges::binary_search(kept, number);
    });
    merged.documents = written.documents;
    merged.bytes = written.bytes;
    merged.text_bytes = written.text_bytes;
    merged.packed_bytes = written.packed_bytes;
  } catch (DamagedSegment const& fault) {
    store_.leave_out(fault.segment(), fault.what());  // It stays as it is; `check` names it.
    return;
  }
  if (merged.documents > 0) {
    catalogue.put_segment(merged);
  }
  catalogue.put_counts(counts);
  transaction.commit();
  segments.clear();
  std::error_code ignored;
  for (auto const& file : old) {
    std::filesystem::remove(file, ignored);
  }
  if (listener) {
    listener({"compact", merged.documents});
  }
}

}  // namespace stemma
