// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace stemma {

/// What was found, and what was left out of account; written to summary.json in this order.
struct DedupSummary {
  std::uint64_t documents = 0;
  std::uint64_t text_bytes = 0;
  std::uint64_t short_documents = 0;  ///< Of fewer words than a shingle: only their exact copies are found.
  std::uint64_t wordy_documents = 0;  ///< Of more words than `memory_bytes` lets compare, likewise.

  // Links, each verified against both texts.
  std::uint64_t exact_links = 0;        ///< The same bytes: see `starred_documents`.
  std::uint64_t reformatted_links = 0;  ///< The same words, other signs, spaces or capitals.
  std::uint64_t edited_links = 0;       ///< Resemblance of `min_resemblance` or more.
  std::uint64_t contained_links = 0;    ///< Nearly all of one text within another.
  std::uint64_t partial_links = 0;

  std::uint64_t clusters = 0;
  std::uint64_t clustered_documents = 0;  ///< Representatives among them.
  std::uint64_t suspect_pairs = 0;        ///< Pairs that were compared word by word.

  // Discounted or cut short.
  std::uint64_t boilerplate_anchors = 0;     ///< Passages of a crowd of texts; they make no link by themselves.
  std::uint64_t boilerplate_only_pairs = 0;  ///< Compared and rejected: alike by such passages only.
  std::uint64_t crowded_documents = 0;  ///< Alike to so many others that they were compared with a few of them only.
  std::uint64_t starred_documents = 0;  ///< Exact copies so many that their links are written for the first only.
};

/// A whole run: what was found, and how the inputs fared.
struct DedupRun {
  DedupSummary found;
  std::uint64_t input_bytes = 0;  ///< As the inputs lie on disk, packed or not.
  std::uint64_t skipped = 0;      ///< Documents and inputs that could not be read, all in skipped.jsonl.
  std::uint64_t notices = 0;      ///< Documents read with a doubt, in notices.jsonl.
  std::uint64_t redundant = 0;    ///< Documents for which another one stands.
  std::uint64_t kept_files = 0;   ///< Files written to kept/.

  /// Of documents that were given as rows: for which of them another one stands. A row that was skipped is none of them.
  std::vector<bool> is_redundant_row;
};

}  // namespace stemma
