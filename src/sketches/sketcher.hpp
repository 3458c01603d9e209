// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "base/byte_masks.hpp"
#include "base/shingles.hpp"
#include "base/sketch.hpp"

namespace stemma {

/// Sketches: here is a text, give me a few numbers by which its copies can be found.
///
/// In    the text itself, not its tokens: words are found and hashed at the speed of memory (see base/byte_words.hpp).
/// Out   anchors: shingles of 5 words chosen by winnowing, about 60 of a text of ordinary length, all of a short one. Two
///       texts that share a run of twice the widest window share two anchors at least; two that are edited all over share
///       about as large a part of their anchors as their resemblance says. A text of fewer than 5 words has none.
/// How   winnowing (Schleimer, Wilkerson, Aiken 2003) with a window that grows with the text (see `window_of`). One kernel
///       is written for AVX-512, for AVX2 and in plain code; all three give the same sketch.
/// Cost  one pass over the bytes; memory of the words of a megabyte, and of the anchors.
class Sketcher {
 public:
  /// An Error where STEMMA_KERNEL names a kernel that this machine does not have.
  explicit Sketcher(std::size_t widest_window = kStoryWindow) : Sketcher{chosen_mask_kernel(), widest_window} {}

  explicit Sketcher(MaskKernel const& kernel, std::size_t widest_window = kStoryWindow)
      : kernel_{&kernel}, widest_window_{widest_window} {}

  [[nodiscard]] Sketch sketch(std::string_view text) const;

  /// The same into a sketch that is used again and again.
  void sketch(std::string_view text, Sketch& sketch) const;

 private:
  void sketch_in_pieces(std::string_view text, Sketch& sketch) const;

  MaskKernel const* kernel_;
  std::size_t widest_window_;
};

}  // namespace stemma
