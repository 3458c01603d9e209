// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/byte_masks.hpp"
#include "base/document_stream.hpp"
#include "base/parallel_for.hpp"
#include "base/spill_memory.hpp"
#include "pairs/key_set.hpp"
#include "pipeline/document_table.hpp"
#include "pipeline/find_copies.hpp"
#include "pipeline/memory_plan.hpp"
#include "pipeline/search_state.hpp"

namespace stemma {

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

  void announce(char const* stage, std::uint64_t done, std::uint64_t total) const {
    if (listener) {
      listener({stage, done, total, documents.size()});
    }
  }
};

/// One item for each thread that works at the same time; kept from task to task.
template <typename Item>
class Pool {
 public:
  explicit Pool(std::function<std::unique_ptr<Item>()> make) : make_{std::move(make)} {}

  /// Calls `work(item)` with an item that nobody else has.
  template <typename Work>
  void with_item(Work const& work) {
    auto item = take();
    work(*item);
    std::scoped_lock const lock{mutex_};
    free_.push_back(std::move(item));
  }

  /// While no item is in use.
  template <typename Work>
  void for_each(unsigned threads, Work const& work) {
    parallel_for(free_.size(), threads, [&](std::size_t i) { work(*free_[i]); });
  }

 private:
  std::unique_ptr<Item> take() {
    std::scoped_lock const lock{mutex_};
    if (free_.empty()) {
      return make_();
    }
    auto item = std::move(free_.back());
    free_.pop_back();
    return item;
  }

  std::function<std::unique_ptr<Item>()> make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Item>> free_;
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

/// Pairs documents by their anchors, share by share.
void pair_documents(CopySearch& search);

/// Compares suspects word by word, grows clusters, and writes links and clusters.
void compare_documents(CopySearch& search);

}  // namespace stemma
