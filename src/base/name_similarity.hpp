// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stemma {

/// How alike two names are, and why.
struct NameSimilarity {
  double score = 0;                  ///< 0…1; from 0.75 on they may well be one name.
  std::vector<std::string> reasons;  ///< Short clauses for people, the weightiest first.
};

/// Could these two spellings be one name?
///
/// In    any two names, in any script.
/// Out   a score that does not depend on the order of the two, with its reasons.
/// How   letters are folded to plain Latin ones (`fold_name`); the words are paired whatever their order by edit
///       distance and by sound; initials, joined words and acronyms count as pairs; what is left over on both sides
///       speaks against, legal forms and titles hardly matter, numbers must agree.
/// Cost  words × words; a name is cut at 16 words of 32 letters.
///
///     name_similarity("Vranjevo", "Vrajnevo").score > 0.8
///     name_similarity("Frank Richter", "Frederik Richter").score < 0.6
[[nodiscard]] NameSimilarity name_similarity(std::string_view a, std::string_view b);

/// Lower-case ASCII words with one space between them: "Łódź-Bałuty" → "lodz baluty", "Северск" → "seversk",
/// "O’Neill" → "oneill", "St. Paul's" → "st paul".
[[nodiscard]] std::string fold_name(std::string_view name);

/// What a word sounds like, roughly: kh → h, w → v, z → s, y → i, double letters once. In: a folded word.
[[nodiscard]] std::string sound_of(std::string_view folded_word);

/// 1 for equal strings; less for each letter changed, left out, put in or swapped with its neighbour, as a share of
/// the longer one. Strings are cut at 64 bytes.
[[nodiscard]] double letters_in_common(std::string_view a, std::string_view b);

}  // namespace stemma
