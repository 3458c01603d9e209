// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "corpus/corpus_stream.hpp"

namespace stemma {

struct KeptFiles {
  std::uint64_t documents = 0;
  std::uint64_t files = 0;
};

/// Writes the documents that stay in the form of their inputs: the same lines, byte for byte, and the same plain texts,
/// packed as they were, below `folder` under the inputs' own paths (without "/" at the front; ".." becomes "up").
///
/// Errors  `Error{CannotWrite}` for a full disk; `Error{NoInput}` where an input changed.
/// Cost  one more reading of what stays; memory for a few records.
[[nodiscard]] KeptFiles write_kept(
  CorpusStream const& stream, std::vector<bool> const& is_redundant, std::filesystem::path const& folder
);

}  // namespace stemma
