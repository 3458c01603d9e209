// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stories/taught_words.hpp"
#include "stories/word_vectors.hpp"

namespace stemma {

/// A word of a text that another text of the pile has, too; equal words have equal numbers.
struct NumberedWord {
  std::uint32_t number = 0;
  float weight = 0;
};

using NumberedView = std::span<NumberedWord const>;

/// The vectors of a whole pile, a half of what they take as WordVectors or less: words that no other text has are left out, for
/// they make no two texts alike.
class PileVectors {
 public:
  /// The texts are read through once more.
  PileVectors(std::size_t texts, TaughtWords const& words, TokensOf const& tokens_of, unsigned threads = 1);

  explicit PileVectors(std::span<ShortView const> vectors);

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }

  /// Sorted by number.
  [[nodiscard]] NumberedView operator[](std::size_t text) const {
    auto const begin = text % kTextsAPiece == 0 ? 0 : ends_[text - 1];
    return NumberedView{pieces_[text / kTextsAPiece]}.subspan(begin, ends_[text] - begin);
  }

  /// No number is greater.
  [[nodiscard]] std::uint32_t numbered_words() const noexcept { return numbered_words_; }

 private:
  static constexpr std::size_t kTextsAPiece = 64;

  explicit PileVectors(std::size_t texts);

  std::vector<std::vector<NumberedWord>> pieces_;
  std::vector<std::uint64_t> ends_;  ///< Of each text's words in its piece.
  std::uint32_t numbered_words_ = 0;
};

}  // namespace stemma
