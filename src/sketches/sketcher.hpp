// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/sketch.hpp"

namespace stemma {

/// Sketches: here is a text, give me a few numbers by which its copies can be found.
///
/// In    the text itself, not its tokens: words are found and hashed in one pass, at the speed of memory.
/// Out   MinHash registers for whole-document copies and winnowed anchors for partial ones.
/// How   one-permutation hashing (Li, Owen, Zhang 2012) with densification (Shrivastava 2017), winnowing (Schleimer 2003).
/// Cost  one pass over the bytes; memory of the sketch only.
class Sketcher {
 public:
  [[nodiscard]] Sketch sketch(std::string_view text) const;
};

}  // namespace stemma
