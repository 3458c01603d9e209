// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stemma {

/// From this score on two names may well be one.
inline constexpr double least_similarity_of_one_name = 0.75;

/// How alike two names are, and why.
struct NameSimilarity {
  double score = 0;                  ///< 0…1.
  std::vector<std::string> reasons;  ///< Short clauses for people, the weightiest first.
};

/// Could these two spellings be one name?
///
/// In    any two names, in any script.
/// Out   a score that does not depend on the order of the two, with its reasons.
/// How   letters are folded to plain Latin ones; the words are paired whatever their order by edit distance, by sound and
///       by case ending; initials, joined words and acronyms count as pairs; what is left over on both sides speaks against,
///       legal forms and titles hardly matter, numbers must agree.
/// Cost  words × words; a name is cut at 16 words of 32 letters.
///
///     name_similarity("Vranjevo", "Vrajnevo").score > 0.8
///     name_similarity("Frank Richter", "Frederik Richter").score < 0.6
[[nodiscard]] NameSimilarity name_similarity(std::string_view a, std::string_view b);

}  // namespace stemma
