// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
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
///       runs of the shorter one; or fewer, if they stand beside one another word for word: what differs between the runs that
///       both have in one order is for the most part a word or two for as many. A part that only one of the two has says
///       nothing: leaves are lost. What is left of a text may be short; it then needs a family to belong to.
/// Cost  n²; for those that share fewer runs, their nearest few are set beside them, linear in the words.
[[nodiscard]] std::vector<std::vector<WitnessIndex>> copied_groups(
  StoryTellings const& story, std::span<TellingTraits const> traits, std::span<std::uint32_t const> shared_runs
);

/// Words of the shorter of two texts.
struct SetBeside {
  std::size_t words = 0;
  std::size_t same = 0;     ///< Those that stand in the other, too, in the same order.
  std::size_t instead = 0;  ///< Those of them that stand, by one or two, where the other has as many of its own.
};

[[nodiscard]] SetBeside set_beside(
  TokenText const& left, TellingTraits const& of_left, TokenText const& right, TellingTraits const& of_right
);

/// Whether texts that stand so beside each other are copies word for word.
[[nodiscard]] bool are_copied(SetBeside const& found);

}  // namespace stemma
