// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/pair_alignment.hpp"
#include "base/telling.hpp"
#include "stemma/options.hpp"

namespace stemma {

class MeaningVectors;
class PreparedText;
class Thesaurus;

/// Passages: here are two tellings of one story, show me which words of one stand behind which words of the other.
///
/// In    the tokens of both.
/// Out   passages (verbatim, edited, reworded) with their words linked, and the share of wording that leans on the other.
/// How   exact runs of 4 words and more, longest first (greedy string tiling), chained within a sentence over small gaps;
///       what is left is matched sentence by sentence and clause by clause on words weighed by their rarity in the two
///       texts, best match first, whatever the order; words are linked in order first, then those that moved; numbers
///       agree by value, names by spelling; what stands unlinked between the same neighbours is a replacement.
///       The answer for (b, a) is the mirror image of that for (a, b).
/// Cost  near-linear. Seeds and words that are too common are passed over: a seed that stands more than 8 times is tried
///       once for each occurrence, a word in more than 32 free sentences finds no candidates, a sentence above 100 words
///       is matched in parts.
class PassageAligner {
 public:
  PassageAligner() = default;

  /// Also fills `phrase_links` and `stretches`, with the help of a thesaurus and of word vectors where there are any.
  /// Errors  `Error` where `Options::thesaurus` or `Options::vectors` names a file that is none.
  [[nodiscard]] static PassageAligner for_reading(Options const& options);

  [[nodiscard]] PairAlignment align(TokenText const& left, TokenText const& right) const;

  /// The same for texts that are aligned with many others.
  [[nodiscard]] PairAlignment align(PreparedText const& left, PreparedText const& right) const;

  /// Without a thesaurus words of like meaning are linked only where what stands around them speaks for it.
  [[nodiscard]] bool has_thesaurus() const noexcept { return thesaurus_ != nullptr; }

 private:
  bool has_phrases_ = false;
  std::shared_ptr<Thesaurus const> thesaurus_;
  std::shared_ptr<MeaningVectors const> vectors_;
};

}  // namespace stemma
