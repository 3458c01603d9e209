// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "trees/traits.hpp"

namespace stemma {

/// Facts, quoted words or wording.
using TraitLayer = std::vector<Trait> TellingTraits::*;

/// SharedTraits: how many traits of one layer does each telling of a story share with each other?
///
/// In    the traits of all tellings.
/// Out   n × n, what `count_shared` says of the layer of any two; of a telling and itself 0.
/// How   traits that many tellings have are bits of each, so that one pass over few machine words compares two. Of those that
///       few have the carriers are listed, and each two of them counted.
/// Cost  n² × the traits of a telling / 4 in steps of a bit's 64th part, and as much again at worst; memory n × the traits × 2 bytes.
[[nodiscard]] std::vector<std::uint32_t> count_shared_traits(std::span<TellingTraits const> traits, TraitLayer layer);

/// The same of one telling and any two others: how many of its traits has at least one of them?
///
/// How   what each other has is found when it is first asked for, and then is bits.
class TraitsInEither {
 public:
  TraitsInEither(std::span<TellingTraits const> traits, TraitLayer layer, WitnessIndex own);

  [[nodiscard]] std::size_t count(WitnessIndex first, WitnessIndex second);

 private:
  [[nodiscard]] std::span<std::uint64_t const> row(WitnessIndex other);

  std::span<TellingTraits const> traits_;
  TraitLayer layer_;
  std::span<Trait const> own_;
  std::size_t width_ = 0;              ///< Machine words of a row.
  std::vector<std::uint64_t> rows_;    ///< Which of the own traits the others have.
  std::vector<std::uint8_t> is_made_;  ///< By witness.
};

}  // namespace stemma
