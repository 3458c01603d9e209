// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "stemma/dedup.hpp"

namespace stemma::cli {

/// What a run found, in a few lines for a person.
[[nodiscard]] std::string dedup_summary(
  DedupRun const& run, double seconds, std::filesystem::path const& output, bool has_kept
);

/// What a shard came to, and what comes next.
[[nodiscard]] std::string shard_summary(
  std::uint64_t documents, DedupShard const& shard, std::filesystem::path const& work
);

/// "reading  1.2 of 4.0 GB, 412,000 documents, 210 MB/s, 13 s left".
[[nodiscard]] std::string dedup_progress(DedupProgress const& progress, double seconds);

}  // namespace stemma::cli
