// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/facts.hpp"
#include "base/telling.hpp"

namespace stemma {

/// Something in a telling that its copies are likely to keep.
struct Trait {
  std::uint64_t key = 0;    ///< Equal keys, same trait.
  float weight = 1;         ///< How much it tells, 0…1.
  std::uint32_t token = 0;  ///< Where it first stands.
  bool is_garbled = false;  ///< A place in a spelling that the gazetteer does not know, though it knows the place.
};

/// What a telling hands down to its copies, in three layers that retelling wears off at different speeds:
/// wording goes first, quoted words later, facts last. Each layer sorted by key, no key twice.
struct TellingTraits {
  std::vector<Trait> facts;         ///< Names and numbers ("37" and "thirty-seven" are one).
  std::vector<std::uint64_t> said;  ///< Sorted: of the facts of all tellings those whose words stand here in any form.
  std::vector<Trait> quoted;        ///< Words between quotation marks.
  bool has_dateline = false;        ///< Begins with a place and a day, as an agency's report does.
  std::vector<Trait> wording;       ///< Runs of three words.
};

/// Traits of all tellings of one story, in their order. A name is a word that the story writes with a capital where
/// a capital means something, more often than not.
[[nodiscard]] std::vector<TellingTraits> read_traits(StoryTellings const& story);

/// Marks the names by which a telling spells a place in a way of its own.
void mark_garbled_places(TellingTraits& traits, TokenText const& text, Facts const& facts);

/// Number of keys that both layers have.
[[nodiscard]] std::size_t count_shared(std::span<Trait const> left, std::span<Trait const> right);

/// Whether the layer, sorted by key, has the key.
[[nodiscard]] bool has_trait(std::span<Trait const> layer, std::uint64_t key);

}  // namespace stemma
