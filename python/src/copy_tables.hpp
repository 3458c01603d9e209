// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "python/src/arrow_table.hpp"

namespace stemma::python {

/// What a search for copies wrote (docs/dedup.md), as tables: links.jsonl, clusters.jsonl, and skipped.jsonl or notices.jsonl.
/// Throw `Error{NoInput}` where the file is not there or is none of them.
[[nodiscard]] ArrowTable links_table(std::filesystem::path const& path);
[[nodiscard]] ArrowTable clusters_table(std::filesystem::path const& path);
[[nodiscard]] ArrowTable notes_table(std::filesystem::path const& path);

}  // namespace stemma::python
