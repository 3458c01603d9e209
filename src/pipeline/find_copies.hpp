// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "base/document_stream.hpp"
#include "base/spill_memory.hpp"
#include "stemma/dedup.hpp"

namespace stemma {

/// Where a search for copies works and writes.
struct CopySearchPaths {
  std::filesystem::path output;  ///< Exists; gets links.jsonl, clusters.jsonl and summary.json.
  std::filesystem::path work;    ///< Exists; holds what a killed run left, or nothing.
  bool is_lasting = false;       ///< What is in `work` must outlive a loss of power.
};

/// How often a run makes sure that it can go on from here.
struct CheckpointPace {
  std::uint64_t text_bytes = std::uint64_t{1} << 30U;  ///< While reading.
  std::size_t shares = 16;                             ///< Afterwards, of 256.
};

struct FoundCopies {
  DedupSummary summary;
  std::vector<bool> is_redundant;  ///< By number of document: it stands in a cluster for which another document stands.
};

/// The whole search, from a stream of documents to the files of the output.
///
/// A text must be readable in `texts` as soon as the stream has given it. The work folder belongs to these options and this
/// stream: where it was left by others, an Error says so. A run that goes on reads the stream from its beginning again.
/// What stands in `work` afterwards tells another call that all is done; the caller deletes it when it needs it no more.
/// What grows with the documents is taken from `memory`; see MemoryPlan for the rest.
/// Errors: `CannotWrite` for a full disk; what was finished stays in `work`.
[[nodiscard]] FoundCopies find_copies(
  DocumentStream& stream,
  TextStore const& texts,
  DedupOptions const& options,
  CopySearchPaths const& paths,
  SpillMemory& memory,
  DedupListener const& listener,
  CheckpointPace const& pace = {}
);

}  // namespace stemma
