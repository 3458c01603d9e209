// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "base/parallel_for.hpp"
#include "base/shingles.hpp"
#include "pairs/anchor_pairs.hpp"
#include "pipeline/copy_search.hpp"
#include "sketches/sketcher.hpp"

namespace stemma {

namespace {

static_assert(BlockSpill::kShares == kAnchorShares);

constexpr std::size_t kTaskDocuments = 32;  // read by one thread at a time

[[noreturn]] void refuse_inputs() {
  throw Error{
    ErrorKind::BadOption,
    "The inputs are not those of the run that left the work folder; repeat those, or give an empty folder."};
}

class DocumentReader {
 public:
  DocumentReader(CopySearch& search, BlockSpill& spill, DocumentStream& stream)
      : search_{search},
        documents_{search.documents},
        stream_{stream},
        writers_{spill},
        sketcher_{search.kernel, kPileWindow},
        ahead_{next_batch()} {}

  /// Takes up the next documents, and reads those behind them meanwhile; false at the end.
  bool read_on() {
    auto const batch = std::exchange(ahead_, {});
    if (batch.documents.empty()) {
      return false;
    }
    auto const known = skip_known(batch);
    auto const first = documents_.size();
    auto const fresh = batch.documents.subspan(known);
    constexpr std::size_t ahead = 8;
    std::span<std::uint64_t const> const hashes{batch.hashes};
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      documents_.expect(hashes.subspan(std::min(hashes.size(), known + i + ahead)), ahead);
      enter(fresh[i], hashes[known + i]);
    }
    // To read on takes longest, so it is begun first; but one thread alone does better to read what it has just unescaped.
    auto const tasks = (fresh.size() + kTaskDocuments - 1) / kTaskDocuments;
    auto const reading_on = search_.plan.threads == 1 ? tasks : 0;
    parallel_for(tasks + 1, search_.plan.threads, [&](std::size_t task) {
      if (task == reading_on) {
        ahead_ = next_batch();
        return;
      }
      auto const begin = (task - (task > reading_on ? 1 : 0)) * kTaskDocuments;
      writers_.with_item([&](BlockSpill::Writer& writer) {
        for (auto i = begin; i < std::min(fresh.size(), begin + kTaskDocuments); ++i) {
          read(fresh, first, i, writer);
        }
      });
    });
    bytes_ += batch.bytes;
    return true;
  }

  void flush() { writers_.flush(search_.plan.threads); }

  [[nodiscard]] std::uint64_t text_bytes() const noexcept { return bytes_; }  ///< Of all documents taken up.

 private:
  struct Batch {
    std::span<StreamedDocument const> documents;
    std::vector<std::uint64_t> hashes;
    std::uint64_t bytes = 0;
  };

  [[nodiscard]] Batch next_batch() {
    Batch batch;
    batch.documents = stream_.next();
    batch.hashes.reserve(batch.documents.size());
    for (auto const& document : batch.documents) {
      batch.hashes.push_back(hash_of_text(document.text));
      batch.bytes += document.text.size();
    }
    return batch;
  }

  /// How many of a batch an earlier run has read.
  std::size_t skip_known(Batch const& batch) const {
    std::size_t known = 0;
    while (known < batch.documents.size() && batch.documents[known].number < search_.state.documents) {
      if (documents_[batch.documents[known].number].text_hash != batch.hashes[known]) {
        refuse_inputs();
      }
      ++known;
    }
    return known;
  }

  void enter(StreamedDocument const& document, std::uint64_t hash) {
    auto const number = documents_.size();
    STEMMA_ASSERT(document.number == number, "documents of a stream are numbered one after another");
    if (number >= kMostPlaces - 1) {
      throw Error{ErrorKind::BadOption, "More than 2147483646 documents; split the input."};
    }
    auto& entry = documents_.add();
    entry.place = document.place;
    entry.text_hash = hash;
    entry.text_bytes = static_cast<std::uint32_t>(document.text.size());
    if (document.published) {
      entry.published = document.published->time_since_epoch().count();
    }
    entry.same_as = documents_.first_with_hash(hash, number);
  }

  void read(std::span<StreamedDocument const> batch, std::uint32_t first, std::size_t at, BlockSpill::Writer& writer) {
    auto const number = first + static_cast<std::uint32_t>(at);
    auto& entry = documents_[number];
    if (entry.same_as != number) {
      auto const in_batch = entry.same_as >= first;
      std::vector<char> space;
      auto const before =
        in_batch ? batch[entry.same_as - first].text : search_.texts.text(documents_[entry.same_as].place, space);
      if (before == batch[at].text) {
        return;  // its figures are those of the first
      }
      entry.same_as = number;
    }
    thread_local Sketch sketch;
    sketcher_.sketch(batch[at].text, sketch);
    auto const stock = stock_of(sketch);
    if (sketch.words > search_.plan.document_words) {
      entry.shingles = stock.shingles;  // and no anchors: it could not be compared
      return;
    }
    entry.shingles = stock.shingles;
    entry.different_anchors = stock.different;
    for (auto const anchor : sketch.anchors) {
      writer.put(anchor_share(anchor), anchor_record(anchor, number));
    }
  }

  CopySearch& search_;
  DocumentTable& documents_;
  DocumentStream& stream_;
  WriterPool writers_;
  Sketcher sketcher_;
  Batch ahead_;  // read, but not taken up
  std::uint64_t bytes_ = 0;
};

}  // namespace

namespace {

/// Reads on to the end where an earlier run had read all: the store may need it, and the inputs may have changed.
void read_again(CopySearch& search, DocumentStream& stream) {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;
  for (auto batch = stream.next(); !batch.empty(); batch = stream.next()) {
    for (auto const& document : batch) {
      if (count >= search.documents.size() || hash_of_text(document.text) != search.documents[count].text_hash) {
        refuse_inputs();
      }
      ++count;
      bytes += document.text.size();
    }
    search.announce("read", bytes, 0);
  }
  if (count != search.documents.size()) {
    refuse_inputs();
  }
}

}  // namespace

void finish_reading(CopySearch& search, std::uint64_t text_bytes) {
  auto& state = search.state;
  state.stage = SearchState::Stage::Pair;
  state.summary.documents = search.documents.size();
  state.summary.text_bytes = text_bytes;
  for (std::uint32_t number = 0; number < search.documents.size(); ++number) {
    auto const& entry = search.documents[number];
    auto const shingles = search.documents[entry.same_as].shingles;
    search.memory.ease_at(number);
    state.summary.short_documents += shingles == 0 ? 1U : 0U;
    state.summary.wordy_documents += shingles_in(search.plan.document_words) < shingles ? 1U : 0U;
  }
}

void read_documents(CopySearch& search, DocumentStream& stream) {
  auto& state = search.state;
  if (state.stage != SearchState::Stage::Read) {
    read_again(search, stream);
    return;
  }
  BlockSpill spill{search.folder.file("anchors"), std::move(state.anchor_blocks)};
  DocumentReader reader{search, spill, stream};
  std::uint64_t bytes_put_away = 0;
  auto const put_away = [&] {
    reader.flush();
    if (search.folder.is_lasting()) {
      spill.sync();
    }
    search.folder.save_documents(search.documents, state.documents);
    state.documents = search.documents.size();
    state.anchor_blocks = spill.blocks();
    search.folder.save(state);
    state.anchor_blocks.clear();
    bytes_put_away = reader.text_bytes();
  };
  while (reader.read_on()) {
    if (reader.text_bytes() - bytes_put_away >= search.pace.text_bytes) {
      put_away();
    }
    search.memory.ease();
    search.announce("read", reader.text_bytes(), 0);
  }
  if (search.documents.size() < state.documents) {
    refuse_inputs();
  }
  finish_reading(search, reader.text_bytes());
  put_away();
  state.anchor_blocks = spill.blocks();
}

}  // namespace stemma
