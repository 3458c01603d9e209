// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stemma/model.hpp"

namespace stemma {

/// How two linked words correspond.
enum class LinkKind : std::uint8_t {
  Same,       ///< Same word.
  Inflected,  ///< Same stem, or the same number in another form.
  Synonym,    ///< Other word of like meaning.
  Spelling,   ///< Like spelling: perhaps one name in two spellings.
  Replaced,   ///< Stands at the same place, but is another word: a candidate for an altered reading.
};

/// A word (or sign) of the left text that corresponds to one of the right.
struct LinkedWords {
  LinkKind kind = LinkKind::Same;
  Span left;
  Span right;
};

/// A passage, word for word. A word may have several matches where a phrase stands behind a phrase.
struct ComparedPassage {
  Passage passage;
  std::vector<LinkedWords> words;  ///< Sorted by left, then right.
  std::vector<Span> only_left;     ///< Words of the left text with no match, neighbours joined: dropped.
  std::vector<Span> only_right;    ///< The same of the right text: added.
};

/// A part of the left text and the part of the right that stands behind it, whatever the order of what they hold.
struct Stretch {
  Span left;
  Span right;
};

/// A checkable thing that the two texts tell differently, or that only one of them tells (the other side is then empty).
struct FactDifference {
  VariationKind kind = VariationKind::Detail;
  double severity = 0;  ///< 0…1; at or above 0.5 a fact changed.
  std::string label;
  std::vector<Span> left;
  std::vector<Span> right;
};

/// Two texts side by side. Written as JSON in the form `stemma.comparison/1` (docs/comparison.schema.json).
struct Comparison {
  Report report;  ///< The two as a story of two tellings; holds the documents.
  DocId left{};
  DocId right{};
  double share_left = 0;                  ///< Part of the left text's wording that leans on the right, 0…1.
  double share_right = 0;                 ///< Part of the right text's wording that leans on the left.
  std::vector<ComparedPassage> passages;  ///< Sorted by left; they overlap on neither side.
  std::vector<Stretch> stretches;         ///< What belongs together of the passages, more than chance; sorted by left.
  std::vector<FactDifference> differences;  ///< Ranked by falling severity.
};

}  // namespace stemma
