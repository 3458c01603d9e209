// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "stemma/dedup.hpp"

namespace stemma::cli {

/// What a run found, in a few lines for a person.
[[nodiscard]] std::string dedup_summary(
  DedupRun const& run, double seconds, std::filesystem::path const& output, bool has_kept
);

/// "reading  1.2 of 4.0 GB, 412,000 documents, 210 MB/s, 13 s left".
[[nodiscard]] std::string dedup_progress(DedupProgress const& progress, double seconds);

}  // namespace stemma::cli
