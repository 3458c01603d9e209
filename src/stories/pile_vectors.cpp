// SPDX-License-Identifier: Apache-2.0
#include "stories/pile_vectors.hpp"

#include <algorithm>

#include "base/parallel_for.hpp"

namespace stemma {

PileVectors::PileVectors(std::size_t texts) : pieces_((texts + kTextsAPiece - 1) / kTextsAPiece), ends_(texts) {}

PileVectors::PileVectors(std::size_t texts, TaughtWords const& words, TokensOf const& tokens_of, unsigned threads)
    : PileVectors{texts} {
  numbered_words_ = words.numbered_words();
  parallel_for(pieces_.size(), threads, [&](std::size_t piece) {
    TokenText tokens;
    std::vector<NumberedWord> numbered;
    for (auto text = piece * kTextsAPiece; text < std::min(texts, (piece + 1) * kTextsAPiece); ++text) {
      tokens_of(text, tokens);
      for (WeightedWord const& word : words.vector_of(tokens)) {
        if (auto const number = words.number_of(word.stem)) {
          numbered.push_back({number, word.weight});
        }
      }
      ends_[text] = numbered.size();
    }
    pieces_[piece] = {numbered.begin(), numbered.end()};
  });
}

PileVectors::PileVectors(std::span<ShortView const> vectors) : PileVectors{vectors.size()} {
  std::vector<std::uint32_t> stems;
  for (ShortView const vector : vectors) {
    for (ShortWord const& word : vector) {
      stems.push_back(word.stem);
    }
  }
  std::ranges::sort(stems);
  auto const repeats = std::ranges::unique(stems);
  stems.erase(repeats.begin(), repeats.end());
  numbered_words_ = static_cast<std::uint32_t>(stems.size());
  for (std::size_t text = 0; text < vectors.size(); ++text) {
    auto& piece = pieces_[text / kTextsAPiece];
    for (ShortWord const& word : vectors[text]) {
      auto const at = std::ranges::lower_bound(stems, word.stem);
      piece.push_back({static_cast<std::uint32_t>(at - stems.begin()) + 1, word.weight});
    }
    ends_[text] = piece.size();
  }
}

}  // namespace stemma
