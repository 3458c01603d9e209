// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "stemma/document.hpp"

namespace stemma {

/// What stands for a document when candidates are sought.
struct Sketch {
  /// Hashes of the shingles that winnowing chose, in the order of the text; some may stand twice. Any run of words long
  /// enough shares some with its copy.
  std::vector<std::uint64_t> anchors;
  std::uint32_t words = 0;
};

/// Two documents of which at least one holds copied text of the other, verified against the texts.
struct CopyPair {
  DocId left{};  ///< left < right.
  DocId right{};
  double resemblance = 0;               ///< Jaccard of the word shingles, 0…1.
  double containment_left = 0;          ///< Share of the left text's shingles that the right has.
  double containment_right = 0;         ///< Share of the right text's shingles that the left has.
  std::uint32_t longest_run_words = 0;  ///< The longest run of words that both have.

  // The same without boilerplate: without runs that a crowd of texts has.
  double fresh_share = 0;        ///< Of each text's shingles, so many stand outside of it; the lesser of both sides.
  double fresh_containment = 0;  ///< The greater of both sides, 0…1.
  std::uint32_t fresh_shingles = 0;  ///< Shared shingles.
  std::uint32_t longest_fresh_run_words = 0;

  // How long the pieces are that both have, boilerplate or not; 0 where there are not so many of 8 words.
  std::uint32_t third_run_words = 0;
  std::uint32_t eighth_run_words = 0;
};

/// All pairs found, sorted by (left, right), and what was not looked at because of a cap.
struct CopyPairs {
  std::vector<CopyPair> pairs;
  std::uint64_t crowded_groups = 0;  ///< Anchors of so many texts that each was compared with its neighbours only.
};

}  // namespace stemma
