// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_writer.hpp"

#include <algorithm>
#include <utility>

#include "archive/damaged.hpp"
#include "archive/segment_writer.hpp"
#include "base/parallel_for.hpp"
#include "pipeline/archive_candidates.hpp"
#include "pipeline/archive_transaction.hpp"
#include "stemma/error.hpp"
#include "stories/story_rule.hpp"

namespace stemma {

namespace {

/// A new dictionary is made when the archive has so many times the documents it had when the last one was.
constexpr std::uint64_t kTrainTimes = 16;

}  // namespace

ArchiveWriter::ArchiveWriter(ArchiveStore& store, Options const& options)
    : store_{store},
      lock_{store.lock_path()},
      pile_{store},
      merges_{store, options.threads},
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
  std::erase_if(batch, [&](BatchDocument& document) {
    auto const wanted = document.document.id;
    if (!document.has_taken_id && !last_ids_.contains(wanted) && taken.try_emplace(wanted, document.text_hash).second) {
      return false;
    }
    for (std::uint32_t number = 2;; ++number) {
      auto const& id = document.document.id;
      auto const there = store_.find_id(id);
      auto const own = taken.find(id);
      if ((there && there->text_hash == document.text_hash) || (own != taken.end() && own->second == document.text_hash)) {
        ++addition.known;
        return true;
      }
      if (!there && own == taken.end()) {
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
       document.number, std::min(document.stock.shingles, 0xFF'FFFFU) << 8U | document.stock.different,
       document.document.published ? static_cast<std::int64_t>(document.document.published->time_since_epoch().count())
                                   : SegmentDocument::kNoTime}
    );
    parts.packed_texts.emplace_back(document.packed);
  }
  parts.anchors = std::move(anchors);
  parts.keys = std::move(keys);
  parts.ids = id_postings(batch);
  parts.words = std::move(words);
  return parts;
}

void ArchiveWriter::add(
  Batch batch,
  BatchSpace space,
  ArchiveAddition& addition,
  std::set<std::uint32_t>& touched,
  std::function<void()> const& beside
) {
  ArchiveTransaction transaction{store_};
  auto& catalogue = store_.catalogue();
  settle_ids(batch, addition);
  if (batch.empty()) {
    beside();
    return;
  }
  auto counts = catalogue.counts();
  ++counts.commits;
  auto const documents = catalogue.document_count() + batch.size();
  train(batch, counts, documents);
  for (auto& document : batch) {
    document.number = counts.next_number++;
  }
  auto words = pile_.learn(batch, space, threads_);
  weigh_batch(batch, pile_, static_cast<double>(documents), space, threads_);
  std::vector<Posting> anchors;
  std::vector<Posting> keys;
  parallel_for(2, threads_, [&](std::size_t kind) {
    (kind == 0 ? anchors : keys) = kind == 0 ? anchor_postings(batch) : key_postings(batch);
  });
  auto const candidates = find_candidates(batch, anchors, keys, store_, rule_.has_clocks, threads_);
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
  pack_batch(batch, store_.newest_dictionary(), space, threads_);
  auto parts = parts_of(batch, std::move(anchors), std::move(keys), std::move(words));
  // The segment needs the disk, the stories a processor, one after another; what else there is to do fills the rest.
  parallel_for(3, threads_, [&](std::size_t task) {
    if (task == 0) {
      segment.bytes = write_segment(path, std::move(parts));
      return;
    }
    if (task == 2) {
      beside();
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
  ArchiveTransaction transaction{store_};
  auto& catalogue = store_.catalogue();
  auto counts = catalogue.counts();
  ++counts.commits;
  std::set<std::uint32_t> stories;
  std::set<std::string_view> const unique{ids.begin(), ids.end()};
  std::vector<std::string_view> const wanted{unique.begin(), unique.end()};
  auto const found = store_.find_ids(wanted);
  std::vector<CatalogueSegment> segments = catalogue.segments();
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!found[i]) {
      throw Error{
        ErrorKind::NoInput, "the archive has no document \"" + std::string{wanted[i]} + "\"; nothing was removed"};
    }
    auto const number = found[i]->number;
    stories.insert(catalogue.story_of(number).value_or(number));
    catalogue.drop_document(number);
    auto const segment = std::ranges::lower_bound(segments, number, {}, &CatalogueSegment::last_number);
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

}  // namespace stemma
