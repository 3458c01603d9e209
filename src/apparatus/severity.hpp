// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "apparatus/changes.hpp"
#include "base/variation_unit.hpp"

namespace stemma {

/// At or above this an entry claims that a fact changed.
constexpr double fact_changed = 0.5;

/// A unit with what happened to it along the stemma.
struct UnitChanges {
  VariationUnit const* unit = nullptr;
  std::vector<Change> changes;
};

/// How faithfully tellings keep the words of quotes: a writer who rewords every quote has not turned one round by
/// rewording it, a writer who copies all others has.
class QuoteHabits {
 public:
  QuoteHabits(std::span<VariationUnit const> units, Lineage const& lineage, std::size_t witnesses);

  /// Share of the quotes that a witness took from its sources word for word, 0…1; with few quotes near one half.
  [[nodiscard]] double faithfulness_of(WitnessIndex witness) const;

 private:
  struct Count {
    double kept = 0;
    double reworded = 0;
  };

  std::vector<Count> counts_;
};

/// How much a variation matters, 0…1: what kind of fact it touches, how sure it is that the readings stand at one place,
/// and whether it happened in copying or only sets independent tellings apart.
[[nodiscard]] double severity_of(UnitChanges const& item, QuoteHabits const& habits, Lineage const& lineage);

/// How far two wordings (normal forms) mean different things, 0…1: a negation gained or lost, or content words replaced
/// in a sentence that is otherwise kept.
[[nodiscard]] double meaning_shift(std::string_view before, std::string_view after, double faithfulness);

}  // namespace stemma
