// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/telling.hpp"

namespace stemma {

/// Whom a telling names as its source.
struct Credit {
  std::uint32_t publisher = 0;
  bool is_line = false;     ///< A dateline, a byline or a line of its own; else a phrase: "Reuters reported".
  TokenRange name;          ///< Where it stands.
  bool is_opening = false;  ///< Among the first sentences: what follows is that source's story.
};

/// Credits: which telling says from whom it has the story?
///
/// In    the tellings of one story.
/// Out   what credits say for and against a link, in log-odds, and who names a source that is not among the tellings.
/// How   names of the story's outlets, of the news agencies, and names that say themselves that they are a newspaper's ("The New
///       York Times"), where they stand as a source does: in brackets ("(AP)"), before
///       the dash of a dateline, in a line of their own, or as who reported it or first published it. A name that stands
///       anywhere else is a mere mention and counts for nothing. An outlet that names itself signs its own work.
/// Cost  linear in the texts; a weighing is linear in the credits of two tellings.
class Credits {
 public:
  explicit Credits(StoryTellings const& story);

  /// For: the child names the parent's outlet, or both name one source. Against: the parent names the child's outlet.
  [[nodiscard]] double weigh(WitnessIndex child, WitnessIndex parent) const;

  /// Where the child names the parent's outlet as its source.
  [[nodiscard]] std::optional<Credit> named(WitnessIndex child, WitnessIndex parent) const;

  /// A source of both that is not among the tellings, named in a line by each.
  [[nodiscard]] std::optional<Credit> shared_absent(WitnessIndex one, WitnessIndex other) const;

  /// The same, named in the opening by each, be it in a phrase: "according to a report by X". Less than a line: who tells what a
  /// report says may have asked others, too.
  [[nodiscard]] std::optional<Credit> shared_opening(WitnessIndex one, WitnessIndex other) const;

 private:
  [[nodiscard]] Credit const* find(WitnessIndex witness, std::uint32_t publisher) const;

  template <typename Counts>
  [[nodiscard]] std::optional<Credit> find_absent(WitnessIndex one, WitnessIndex other, Counts const& counts) const;

  std::vector<std::optional<std::uint32_t>> outlets_;  ///< By telling: its publisher.
  std::vector<bool> is_present_;                       ///< By publisher: has a telling of its own.
  std::vector<std::vector<Credit>> credits_;           ///< By telling, one a publisher, sorted by publisher.
};

}  // namespace stemma
