// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "base/byte_masks.hpp"
#include "base/document_stream.hpp"
#include "pairs/key_set.hpp"
#include "pipeline/document_table.hpp"
#include "pipeline/find_copies.hpp"
#include "pipeline/search_state.hpp"

namespace stemma {

/// What the stages of one search share.
struct CopySearch {
  TextStore const& texts;
  DedupOptions const& options;
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

/// One writer for each thread that puts numbers away at the same time; kept from task to task.
class WriterPool {
 public:
  explicit WriterPool(BlockSpill& spill) : spill_{spill} {}

  /// Calls `work(writer)` with a writer that nobody else has.
  template <typename Work>
  void with_writer(Work const& work) {
    auto writer = take();
    work(*writer);
    std::scoped_lock const lock{mutex_};
    free_.push_back(std::move(writer));
  }

  /// While no writer is in use.
  void flush() {
    for (auto& writer : free_) {
      writer->flush();
    }
  }

 private:
  std::unique_ptr<BlockSpill::Writer> take() {
    std::scoped_lock const lock{mutex_};
    if (free_.empty()) {
      return std::make_unique<BlockSpill::Writer>(spill_);
    }
    auto writer = std::move(free_.back());
    free_.pop_back();
    return writer;
  }

  BlockSpill& spill_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<BlockSpill::Writer>> free_;
};

/// Reads all documents; puts away their entries and anchors. Exact copies are found on the way.
void read_documents(CopySearch& search, DocumentStream& stream);

/// Pairs documents by their anchors, share by share.
void pair_documents(CopySearch& search);

/// Compares suspects word by word, grows clusters, and writes links and clusters.
void compare_documents(CopySearch& search);

}  // namespace stemma
