// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "base/document_stream.hpp"
#include "base/spill_memory.hpp"
#include "corpus/corpus_stream.hpp"
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
  std::size_t shares = 16;                             ///< Afterwards, of 256: so many at a time,
  std::uint64_t documents = 100'000;                   ///< or more, until they are those of so many documents.
};

struct FoundCopies {
  DedupSummary summary;
  std::vector<bool> is_redundant;  ///< By number of document: it stands in a cluster for which another document stands.
};

/// What is asked for, and with what means.
struct SearchRequest {
  DedupOptions const& options;
  CopySearchPaths const& paths;
  SpillMemory& memory;
  DedupListener const& listener;
};

/// The whole search, from a stream of documents to the files of the output.
///
/// A text must be readable in `texts` as soon as the stream has given it. The work folder belongs to these options and this
/// stream: where it was left by others, an Error says so. A run that goes on reads the stream from its beginning again.
/// What stands in `work` afterwards tells another call that all is done; the caller deletes it when it needs it no more.
/// What grows with the documents is taken from `memory`; see MemoryPlan for the rest.
/// Errors: `CannotWrite` for a full disk; what was finished stays in `work`.
[[nodiscard]] FoundCopies find_copies(
  DocumentStream& stream, TextStore const& texts, SearchRequest const& request, CheckpointPace const& pace = {}
);

/// The reading alone, of a stream that gives one part of the inputs; `work` of the paths, and of the stream, is a folder of its own, which
/// must be empty. Returns the number of documents.
[[nodiscard]] std::uint64_t read_shard(CorpusStream& stream, SearchRequest const& request);

/// The rest of the search, over what `read_shard` has left in these folders, for all parts in their order; nothing is read from the
/// stream, which gets what belongs to it. The same files as of one whole search, but none where there is no document.
[[nodiscard]] FoundCopies find_copies_of_shards(
  CorpusStream& stream, std::span<std::filesystem::path const> shards, SearchRequest const& request
);

}  // namespace stemma
