// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/telling.hpp"
#include "trees/traits.hpp"

namespace stemma {

/// CopiedGroups: here are the texts of a story, which of them are copies of one text word for word?
///
/// In    a story, the traits of its tellings, and for each two (n × n) how many runs of words they share.
/// Out   every witness in exactly one group, sorted; in a group each is a copy of another.
/// How   who copies changes a word here and there, who retells changes sentences. Two texts are copies if they share nearly all
///       runs of the shorter one; or fewer, if they stand beside one another word for word: between the runs that both
///       have in one order, nearly all that differs is a word or two for as many. A part that only one of the two has
///       says nothing: leaves are lost.
/// Cost  n²; for those that share fewer runs, their nearest few are set beside them, linear in the words.
[[nodiscard]] std::vector<std::vector<WitnessIndex>> copied_groups(
  StoryTellings const& story, std::span<TellingTraits const> traits, std::span<std::uint32_t const> shared_runs
);

/// Share of the shorter text's words that stand in the other, or in whose place there is a word or two of its own.
[[nodiscard]] double word_for_word(
  TokenText const& left, TellingTraits const& of_left, TokenText const& right, TellingTraits const& of_right
);

}  // namespace stemma
