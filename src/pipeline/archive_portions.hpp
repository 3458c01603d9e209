// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/archive_store.hpp"
#include "base/parallel_for.hpp"
#include "corpus/corpus_stream.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_state.hpp"
#include "pipeline/document_table.hpp"
#include "stemma/archive.hpp"

namespace stemma {

/// Documents that are added together, as far as they can be made ready alone, and what was said of them.
struct Portion {
  Batch batch;
  BatchSpace space;
  std::uint64_t known = 0;  ///< Left out: the archive has them.
  std::uint64_t skipped = 0;
  std::vector<InputNote> notes;
};

/// PortionReader: here are inputs, give me what is to be added together, one portion after the other.
///
/// Out   the same portions for any number of threads. It may be asked for the next portion while the one before it is written:
///       it looks into the catalogue by itself, and whatever was committed before it was asked is known to it.
template <typename Stream>
class PortionReader {
 public:
  /// Documents, and bytes of text, that are one portion.
  static constexpr std::size_t kMostBytes = 64U << 20U;

  template <typename Inputs>
  PortionReader(ArchiveState const& state, Inputs const& inputs, std::filesystem::path const& work)
      : store_{state.store.folder()},
        threads_{state.options.threads},
        stream_{inputs, stream_options(state.options, work), [this](CountedNote const& note) { take(note); }} {}

  /// None at the end.
  [[nodiscard]] std::optional<Portion> next() {
    portion_ = {};
    auto& batch = portion_.batch;
    std::size_t bytes = 0;
    while (batch.size() < kMostBatchDocuments && bytes < kMostBytes) {
      if (next_ == piece_.size() && !read_piece()) {
        break;
      }
      bytes += piece_[next_].document.text.size();
      batch.push_back(std::move(piece_[next_++]));
    }
    if (batch.empty() && portion_.notes.empty() && portion_.skipped == 0) {
      return {};
    }
    drop_known();
    read_batch(batch, portion_.space, threads_);
    return std::move(portion_);
  }

 private:
  static CorpusStreamOptions stream_options(Options const& options, std::filesystem::path const& work) {
    CorpusStreamOptions result;
    result.fields = options.fields;
    result.max_document_bytes = options.max_document_bytes;
    result.threads = options.threads;
    result.work = work;
    result.keeps_ids = true;  // Which are taken the catalogue knows.
    return result;
  }

  void take(CountedNote const& note) {
    portion_.skipped += note.is_skipped ? note.count : 0;
    if (portion_.notes.size() < ArchiveAddition::kMostNotes) {
      portion_.notes.push_back(note.note);
    }
  }

  /// The documents that the stream gives at once, whole.
  bool read_piece() {
    constexpr std::size_t task_documents = 32;
    auto const streamed = stream_.next();
    piece_ = Batch(streamed.size());
    next_ = 0;
    parallel_for((streamed.size() + task_documents - 1) / task_documents, threads_, [&](std::size_t task) {
      for (auto i = task * task_documents; i < std::min(streamed.size(), (task + 1) * task_documents); ++i) {
        piece_[i].document = stream_.document(streamed[i]);
        piece_[i].text_hash = hash_of_text(piece_[i].document.text);
      }
    });
    return !piece_.empty();
  }

  /// What the archive has already costs no more than this look.
  void drop_known() {
    std::vector<std::string_view> ids;
    for (auto const& document : portion_.batch) {
      ids.emplace_back(document.document.id);
    }
    auto const found = store_.read([&] { return store_.find_ids(ids); });
    std::size_t next = 0;
    std::erase_if(portion_.batch, [&](BatchDocument& document) {
      auto const& taken = found[next++];
      document.has_taken_id = taken.has_value();
      bool const is_known = taken && taken->text_hash == document.text_hash;
      portion_.known += is_known ? 1U : 0U;
      return is_known;
    });
  }

  ArchiveStore store_;  ///< Its own look at the archive.
  unsigned threads_;
  Portion portion_;  ///< That is being read.
  Batch piece_;      ///< What the stream gave last; all before `next_` has gone into a portion.
  std::size_t next_ = 0;
  Stream stream_;
};

}  // namespace stemma
