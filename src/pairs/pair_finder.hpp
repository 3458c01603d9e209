// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/byte_masks.hpp"
#include "base/sketch.hpp"
#include "stemma/document.hpp"

namespace stemma {

/// Pairs: here are the sketches of a pile, which two texts share copied wording?
///
/// In    sketches, which are used up, and the documents they were made of, in the same order, sorted by document id. A pile too large for memory
///       goes through the same steps one share at a time (src/pipeline/find_copies.hpp).
/// Out   pairs sorted by (left, right), none twice, each verified against both texts (see `is_copy` for what counts);
///       and how many anchors were too crowded to compare all with all.
/// How   equal anchors are brought together by radix sort, and two texts with enough of them are compared. In a crowd (more
///       than 64 texts with one anchor) each text is paired with the next few only, and only where a good part of their
///       anchors is common: copies of one text still hang together, boilerplate brings nothing together.
///       Then the shingles of both texts are counted.
/// Cost  near-linear in documents; verification linear in the texts of the candidates. Same answer for any `threads`.
class PairFinder {
 public:
  /// Threads as in `Options`. An Error where STEMMA_KERNEL names a kernel that this machine does not have.
  explicit PairFinder(unsigned threads = 0) : threads_{threads}, kernel_{&chosen_mask_kernel()} {}

  [[nodiscard]] CopyPairs find(std::vector<Sketch> sketches, std::span<Document const> documents) const;

 private:
  unsigned threads_;
  MaskKernel const* kernel_;
};

}  // namespace stemma
