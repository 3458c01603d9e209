// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
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
  DocumentReader(CopySearch& search, BlockSpill& spill)
      : search_{search}, documents_{search.documents}, writers_{spill}, sketcher_{search.kernel, kPileWindow} {}

  void add(std::span<StreamedDocument const> batch) {
    hashes_.resize(batch.size());
    each(batch.size(), [&](std::size_t i) { hashes_[i] = hash_of_text(batch[i].text); });
    auto const known = skip_known(batch);
    auto const first = documents_.size();
    auto const fresh = batch.subspan(known);
    constexpr std::size_t ahead = 8;
    std::span<std::uint64_t const> const hashes{hashes_};
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      documents_.expect(hashes.subspan(std::min(hashes.size(), known + i + ahead)), ahead);
      enter(fresh[i], hashes_[known + i]);
    }
    auto const tasks = (fresh.size() + kTaskDocuments - 1) / kTaskDocuments;
    parallel_for(tasks, search_.plan.threads, [&](std::size_t task) {
      writers_.with_item([&](BlockSpill::Writer& writer) {
        auto const end = std::min(fresh.size(), (task + 1) * kTaskDocuments);
        for (auto i = task * kTaskDocuments; i < end; ++i) {
          read(fresh, first, i, writer);
        }
      });
    });
  }

  void flush() { writers_.flush(search_.plan.threads); }

 private:
  template <typename Work>
  void each(std::size_t count, Work const& work) {
    parallel_for((count + kTaskDocuments - 1) / kTaskDocuments, search_.plan.threads, [&](std::size_t task) {
      for (auto i = task * kTaskDocuments; i < std::min(count, (task + 1) * kTaskDocuments); ++i) {
        work(i);
      }
    });
  }

  /// How many of a batch an earlier run has read.
  std::size_t skip_known(std::span<StreamedDocument const> batch) {
    std::size_t known = 0;
    while (known < batch.size() && batch[known].number < search_.state.documents) {
      if (documents_[batch[known].number].text_hash != hashes_[known]) {
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
  WriterPool writers_;
  Sketcher sketcher_;
  std::vector<std::uint64_t> hashes_;
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
  DocumentReader reader{search, spill};
  std::uint64_t bytes = 0;
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
    bytes_put_away = bytes;
  };
  for (auto batch = stream.next(); !batch.empty(); batch = stream.next()) {
    reader.add(batch);
    for (auto const& document : batch) {
      bytes += document.text.size();
    }
    if (bytes - bytes_put_away >= search.pace.text_bytes) {
      put_away();
    }
    search.memory.ease();
    search.announce("read", bytes, 0);
  }
  if (search.documents.size() < state.documents) {
    refuse_inputs();
  }
  finish_reading(search, bytes);
  put_away();
  state.anchor_blocks = spill.blocks();
}

}  // namespace stemma
