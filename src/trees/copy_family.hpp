// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/telling.hpp"

namespace stemma {

/// A reading that is not the one that most members have.
struct Departure {
  std::uint32_t place = 0;
  std::uint32_t reading = 0;  ///< Index into Place::readings, never 0; or kLacking.

  [[nodiscard]] friend bool operator==(Departure const&, Departure const&) = default;
};

/// In place of a reading: the member lacks the whole place.
inline constexpr std::uint32_t kLacking = 0xFFFFFFFF;

/// What some members have at a place.
struct PlaceReading {
  std::uint64_t word = 0;      ///< Of the words that stand there; 0 where there are none.
  std::uint32_t carriers = 0;  ///< Members that have it.
  double surprise = 0;         ///< Natural log: how unlikely a copyist hits on it who does not have it before him.
  bool is_slip = false;  ///< A spelling that stands nowhere else, of a word that does: the next copyist may mend it.
};

/// A place at which copies of one text differ.
struct Place {
  std::uint32_t position = 0;          ///< In the words of the longest copy.
  std::vector<PlaceReading> readings;  ///< What most members have comes first.
};

/// A part of the longest copy's words [begin, end) that a member lacks as a whole.
struct Lacuna {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool contains(std::uint32_t position) const { return begin <= position && position < end; }
};

/// One copy among the copies of one text.
struct FamilyMember {
  WitnessIndex witness = 0;
  std::vector<Departure> departures;  ///< Sorted by place.
  std::vector<Lacuna> lacunae;        ///< Sorted, apart.
  std::vector<std::uint32_t> tokens;  ///< Per token of the text: the position in the longest copy that it stands at.

  [[nodiscard]] bool lacks(std::uint32_t position) const;
};

/// Texts that are copies of one text word for word, and the places at which they differ.
struct CopyFamily {
  std::uint32_t words = 0;            ///< Of the longest copy.
  std::vector<Place> places;          ///< Sorted by position.
  std::vector<FamilyMember> members;  ///< Sorted by witness.
};

/// CopyFamilies: here are the texts of a story, which are copies word for word, and where do these differ?
///
/// In    a story, and groups of its witnesses that share most of their wording.
/// Out   a family for each group in which three or more can be set beside one another word by word.
/// How   each member beside the one that shares most with all (longest common subsequence): a place of the story is a word
///       of that one, or the gap before it. A long part that is missing as a whole is a lacuna, not an omission.
/// Cost  per member words × differences.
[[nodiscard]] std::vector<CopyFamily> collate_copies(
  StoryTellings const& story, std::vector<std::vector<WitnessIndex>> const& groups
);

}  // namespace stemma
