// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "stemma/dedup_found.hpp"
#include "stemma/document_rows.hpp"
#include "stemma/error.hpp"
#include "stemma/options.hpp"

namespace stemma {

/// Which copies are looked for.
enum class CopyLevel : std::uint8_t {
  Whole,    ///< Of whole texts: exact, reformatted, edited, or one text contained in the other.
  Partial,  ///< Of parts of texts only.
  Both,
};

/// Which document stands for its cluster. Ties go to the one that came first in the input.
enum class Representative : std::uint8_t {
  Earliest,  ///< By time of publication; those without a time come last.
  Longest,   ///< In bytes of text.
  First,     ///< In the input.
};

/// Every knob of the search for copies, with its default, unit and range.
struct DedupOptions {
  FieldNames fields;  ///< `id`, `text` and `published` are used.
  CopyLevel level = CopyLevel::Both;
  Representative representative = Representative::Earliest;

  /// Two texts are copies as wholes where so much of all their shingles is common to both (Jaccard). 0.1…1.
  double min_resemblance = 0.5;

  /// A text is a partial copy where another has this share of its shingles, in more than one piece. 0.1…1.
  double min_containment = 0.3;

  /// Or where both have a run of so many words; runs of 50 words are surely found, shorter ones nearly always. A quote
  /// hardly ever is so long. 16…1000000.
  std::uint32_t min_run_words = 40;

  /// What the process may hold in memory, mapped files included; the rest goes to `work`. Bytes, from 256 MiB. The output does not
  /// depend on it, but for documents that are too long for it. docs/dedup.md says what it is divided into.
  std::uint64_t memory_bytes = 4ULL << 30U;

  /// Folder for what does not fit in memory. Where it is given, a run that was killed goes on from there, and the folder
  /// is left empty at the end; where not, a folder beside the output is used, and a killed run begins anew.
  std::filesystem::path work;

  /// Worker threads, 1…256; 0 = as many as the machine has; at most one for each 64 MiB of memory. The output does not depend on it.
  unsigned threads = 0;

  /// A longer document is skipped, with its reason. Bytes, 1…2^31; never more than a 64th of `memory_bytes`.
  std::uint64_t max_document_bytes = 64ULL << 20U;

  /// A packed input is read no further where it unpacks to more than 1 GiB and to more than so many times its size; 0 = any.
  std::uint64_t max_inflation = 200;

  /// Whether the documents that stay are written to `kept/`, in the form of their inputs.
  bool emit = false;
};

/// How far a search is.
struct DedupProgress {
  std::string_view stage;       ///< "read", "pair", "compare", in this order.
  std::uint64_t done = 0;       ///< Of the stage: bytes of the inputs while reading, else parts.
  std::uint64_t total = 0;      ///< 0 where it is not known in advance.
  std::uint64_t documents = 0;  ///< Read so far.
};

/// Called from the calling thread, and only now and then.
using DedupListener = std::function<void(DedupProgress const&)>;

/// One of `count` shards of the inputs: whole files, about as many bytes in each.
struct DedupShard {
  std::uint32_t number = 1;
  std::uint32_t count = 1;  ///< Up to 100000.
};

/// Dedup: here is a pile of documents of any size, which are copies, whole or in part, of which?
///
/// In    files and folders; see docs/dedup.md for the forms.
/// Out   in `output`: links.jsonl, clusters.jsonl, summary.json, skipped.jsonl, notices.jsonl, and kept/ where asked for.
///       The same bytes for any number of threads, and after any number of kills and resumptions with `work`. They appear
///       when all are whole; what stood there before stays until then.
/// Errors  `Error` where an option is out of range, an input cannot be read at all, or the disk is full.
/// Cost  near-linear in bytes; memory as `memory_bytes` says.
class Deduplicator {
 public:
  explicit Deduplicator(DedupOptions options, DedupListener listener = {});

  [[nodiscard]] DedupRun run(std::span<std::filesystem::path const> inputs, std::filesystem::path const& output) const;

  /// Reads one shard into `work`, on any machine that sees the same files. Returns the number of its documents; what was read before is
  /// not read again.
  [[nodiscard]] std::uint64_t read_shard(std::span<std::filesystem::path const> inputs, DedupShard const& shard) const;

  /// As `run`, byte for byte, from all shards, read into `work` with the same inputs and options. Then clears them away.
  [[nodiscard]] DedupRun merge(std::span<std::filesystem::path const> inputs, std::filesystem::path const& output)
    const;

  /// The texts stay where they are and are not copied; `memory_bytes` is for what the search needs beside them and all else
  /// that the process holds by now. Errors  also `Error{BadOption}` where `emit` is asked for.
  [[nodiscard]] DedupRun run(DocumentRows const& rows, std::filesystem::path const& output) const;

 private:
  DedupOptions options_;
  DedupListener listener_;
};

}  // namespace stemma
