// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>

#include "collation/witness_view.hpp"

namespace stemma {

/// What the words of an attribution say of the source.
struct SourceWording {
  std::set<std::uint64_t> content;  ///< Stems of the words that name the source.
  std::set<std::uint64_t> names;    ///< Those of them that are written with a capital.
  std::set<std::uint64_t> around;   ///< Stems of all words of its sentence.
  SourceTraits traits;
  bool is_unnamed = false;  ///< A pronoun, "the mayor", "its chairman", or no words at all: who it is stands elsewhere.
};

[[nodiscard]] SourceWording source_wording(WitnessView const& view, Mention const& attribution);

/// The share of the words that name the source with fewer words that the other has too, 0…1.
[[nodiscard]] double shared_source(SourceWording const& a, SourceWording const& b);

/// Whether both speak of a document of one named body.
[[nodiscard]] bool name_one_document(SourceWording const& a, SourceWording const& b);

/// Whether two attributions name one source in other words. One that stands elsewhere contradicts nobody.
[[nodiscard]] bool name_same_source(SourceWording const& a, SourceWording const& b);

}  // namespace stemma
