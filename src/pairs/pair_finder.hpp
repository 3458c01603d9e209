// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/sketch.hpp"
#include "stemma/document.hpp"

namespace stemma {

/// Pairs: here are the sketches of a pile, which two texts share copied wording?
///
/// In    sketches and the documents they were made of, in the same order.
/// Out   verified pairs sorted by (left, right); no pair twice.
/// How   bands of registers and shared anchors name candidates; the texts themselves decide.
/// Cost  near-linear in documents; verification linear in the texts of the candidates.
class PairFinder {
 public:
  [[nodiscard]] std::vector<CopyPair> find(std::span<Sketch const> sketches, std::span<Document const> documents) const;
};

}  // namespace stemma
