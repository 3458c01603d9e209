// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "trees/shared_traits.hpp"

namespace stemma {

/// What speaks for a parent: natural log of how much likelier the child is as its copy than as an independent telling.
struct Weighing {
  double facts = 0;
  double quotes = 0;
  double wording = 0;
  double order = 0;      ///< In which the same is told.
  double readings = 0;   ///< Where the texts differ.
  double direction = 0;  ///< That the copying went this way, and not the other.
  double time = 0;
  double credit = 0;  ///< Whom the texts name as their source.

  [[nodiscard]] double total() const { return facts + quotes + wording + order + readings + direction + time + credit; }
};

/// One or two parents of a child. `second` equals `first` where there is one.
struct Parents {
  WitnessIndex first = 0;
  WitnessIndex second = 0;

  [[nodiscard]] bool are_two() const { return first != second; }

  [[nodiscard]] friend bool operator==(Parents const&, Parents const&) = default;
};

/// How much of one child any two others have, for weighing it with very many pairs of parents.
struct ChildInEither {
  ChildInEither(std::span<TellingTraits const> traits, WitnessIndex child)
      : quoted{traits, &TellingTraits::quoted, child}, wording{traits, &TellingTraits::wording, child} {}

  TraitsInEither quoted;
  TraitsInEither wording;
};

}  // namespace stemma
