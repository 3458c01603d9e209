// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/byte_masks.hpp"
#include "base/sketch.hpp"

namespace stemma {

/// Sketches: here is a text, give me a few numbers by which its copies can be found.
///
/// In    the text itself, not its tokens: words are found and hashed at the speed of memory (see base/byte_words.hpp).
/// Out   128 MinHash registers for whole-document copies, and winnowed anchors for partial ones: any run of 16 words
///       that two texts share gives them a common anchor. A text of fewer than 5 words has neither.
/// How   one-permutation hashing (Li, Owen, Zhang 2012) with densification (Mai et al. 2020), winnowing (Schleimer 2003),
///       over shingles of 5 words. Bytes are sorted by AVX-512, AVX2 or plain code; all three give the same sketch.
/// Cost  one pass over the bytes; memory of the words of one text.
class Sketcher {
 public:
  /// An Error where STEMMA_KERNEL names a kernel that this machine does not have.
  Sketcher() : Sketcher{chosen_mask_kernel()} {}

  explicit Sketcher(MaskKernel const& kernel) : kernel_{&kernel} {}

  [[nodiscard]] Sketch sketch(std::string_view text) const;

 private:
  MaskKernel const* kernel_;
};

}  // namespace stemma
