// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/byte_masks.hpp"
#include "base/document_stream.hpp"
#include "base/spill_memory.hpp"
#include "corpus/corpus_stream.hpp"
#include "pairs/key_set.hpp"
#include "pipeline/document_table.hpp"
#include "pipeline/find_copies.hpp"
#include "pipeline/memory_plan.hpp"
#include "pipeline/search_state.hpp"
#include "pipeline/shared_work.hpp"

namespace stemma {

/// Anchors that another search has put away, of documents from a number on.
struct ShardAnchors {
  ShardAnchors(std::filesystem::path path, BlockSpill::Blocks blocks, std::uint32_t first)
      : spill{std::move(path), std::move(blocks)}, first_document{first} {}

  BlockSpill spill;
  std::uint32_t first_document;
};

/// What the stages of one search share.
struct CopySearch {
  TextStore const& texts;
  DedupOptions const& options;
  MemoryPlan plan;
  SpillMemory& memory;
  CopySearchPaths const& paths;
  DedupListener const& listener;
  CheckpointPace const& pace;
  MaskKernel const& kernel;
  WorkFolder folder;
  SearchState state;
  DocumentTable documents;
  std::vector<std::unique_ptr<ShardAnchors>> shards;  ///< Where others have read the documents.

  /// How many shares are worked on between two checkpoints.
  [[nodiscard]] std::uint64_t shares_a_round() const {
    auto const enough = BlockSpill::kShares * pace.documents / std::max<std::uint64_t>(1, documents.size());
    return std::clamp<std::uint64_t>(enough, std::min(pace.shares, BlockSpill::kShares), BlockSpill::kShares);
  }

  void announce(char const* stage, std::uint64_t done, std::uint64_t total) const {
    if (listener) {
      listener({stage, done, total, documents.size()});
    }
  }
};

/// Puts numbers away from several threads.
class WriterPool : public Pool<BlockSpill::Writer> {
 public:
  explicit WriterPool(BlockSpill& spill) : Pool{[&spill] { return std::make_unique<BlockSpill::Writer>(spill); }} {}

  void flush(unsigned threads) {
    for_each(threads, [](BlockSpill::Writer& writer) { writer.flush(); });
  }
};

/// Room to sort one share in.
struct SortSpace {
  explicit SortSpace(std::pmr::memory_resource* memory) : records{memory}, scratch{memory} {}

  std::pmr::vector<std::uint64_t> records;
  std::pmr::vector<std::uint64_t> scratch;
};

/// Reads all documents; puts away their entries and anchors. Exact copies are found on the way.
void read_documents(CopySearch& search, DocumentStream& stream);

/// Counts, when all documents are known, what the summary says of them; pairing comes next.
void finish_reading(CopySearch& search, std::uint64_t text_bytes);

/// In place of reading: takes over what each shard has read; the stream gets what belongs to it.
void take_shards(CopySearch& search, CorpusStream& stream, std::span<std::filesystem::path const> folders);

/// Pairs documents by their anchors, share by share.
void pair_documents(CopySearch& search);

/// Compares suspects word by word, grows clusters, and writes links and clusters.
void compare_documents(CopySearch& search);

}  // namespace stemma
