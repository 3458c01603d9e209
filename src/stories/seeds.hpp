// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stories/pile_vectors.hpp"

namespace stemma {

/// Where the words of a pile stand that are neither everywhere nor in one text only: those by which like texts are sought.
class Postings {
 public:
  struct Posting {
    std::uint32_t text = 0;
    float weight = 0;
  };

  /// Of words of two to `longest` texts.
  Postings(PileVectors const& vectors, std::size_t longest);

  /// Sorted by text; empty for words that are too common or too rare.
  [[nodiscard]] std::span<Posting const> operator[](std::uint32_t number) const {
    return std::span{postings_}.subspan(begins_[number], begins_[number + 1] - begins_[number]);
  }

 private:
  std::vector<std::uint64_t> begins_;  ///< By number.
  std::vector<Posting> postings_;
};

/// Measures one text against others: the cosine of `cosine` in word_vectors.hpp, to the last bit, in a third of the time.
///
/// How   the text's words lie in a table by the last bits of their numbers. Most words of another text miss it, and whether one does is
///       asked without a branch.
class Measure {
 public:
  /// `text` must outlive the measuring.
  void take(NumberedView text);

  [[nodiscard]] double cosine(NumberedView other);

 private:
  NumberedView text_;
  std::uint32_t mask_ = 0;
  std::vector<std::uint32_t> first_;  ///< By the last bits: one word of the text with them, its place + 1.
  std::vector<std::uint32_t> next_;   ///< Another word with the same last bits, its place + 1.
  std::vector<std::uint32_t> met_;    ///< Places in the other text that do not miss the table.
};

}  // namespace stemma
