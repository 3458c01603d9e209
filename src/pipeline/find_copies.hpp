// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "base/document_stream.hpp"
#include "stemma/dedup.hpp"

namespace stemma {

/// Where a search for copies works and writes.
struct CopySearchPaths {
  std::filesystem::path output;  ///< Exists; gets links.jsonl, clusters.jsonl and summary.json.
  std::filesystem::path work;    ///< Exists; holds what a killed run left, or nothing.
};

struct FoundCopies {
  DedupSummary summary;
  std::vector<bool> is_redundant;  ///< By number of document: it stands in a cluster for which another document stands.
};

/// The whole search, from a stream of documents to the files of the output.
///
/// A text must be readable in `texts` as soon as the stream has given it. The work folder belongs to these options and this
/// stream: where it was left by others, an Error says so. A run that goes on reads the stream from its beginning again.
/// Errors: `CannotWrite` for a full disk; what was finished stays in `work`.
[[nodiscard]] FoundCopies find_copies(
  DocumentStream& stream,
  TextStore const& texts,
  DedupOptions const& options,
  CopySearchPaths const& paths,
  DedupListener const& listener
);

}  // namespace stemma
