// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "stemma/dedup.hpp"

namespace stemma {

/// What `memory_bytes` is divided into. The parts add up to less than all; docs/dedup.md says what each is for.
struct MemoryPlan {
  std::uint64_t pile_bytes = 0;      ///< For what grows with the documents; beyond it, files.
  std::uint64_t resident_bytes = 0;  ///< When the process holds more, what lies in files is dropped.
  std::uint64_t file_name_bytes = 0;
  std::uint64_t document_bytes = 0;  ///< No longer document is read.
  std::uint64_t document_words = 0;  ///< A text of more is not compared.
  std::uint64_t thread_words = 0;    ///< Of the texts that one thread keeps for the next comparison.
  std::uint64_t findings = 0;        ///< Tasks whose results are held at once.
  std::uint64_t ids = 0;             ///< That are held for the clusters to come; others are read again.
  std::uint64_t cached_text_bytes =
    0;  ///< A pile of less is thought to lie in the system's memory when it is read again.
  unsigned threads = 0;
};

[[nodiscard]] MemoryPlan plan_memory(DedupOptions const& options);

/// What a text that is ready to be compared takes: its words, shingles and their table.
inline constexpr std::uint64_t kComparedWordBytes = 46;

/// Lines of one task that are held in memory; more go to a file.
inline constexpr std::size_t kHeldLinesBytes = 256UL << 10U;

}  // namespace stemma
