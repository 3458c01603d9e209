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
  bool is_document = false;         ///< "a report", "the memo".
  bool is_secret = false;           ///< "leaked", "confidential", "obtained by": the public cannot check it.
  bool is_image = false;            ///< "satellite images", "footage".
  bool is_anonymous = false;        ///< "a person familiar with", "sources".
  bool is_unnamed = false;          ///< A pronoun or no words at all: who it is stands elsewhere.
};

[[nodiscard]] SourceWording source_wording(WitnessView const& view, Mention const& attribution);

/// The share of the words that name the source with fewer words that the other has too, 0…1.
[[nodiscard]] double shared_source(SourceWording const& a, SourceWording const& b);

/// Whether both speak of a document of one named body.
[[nodiscard]] bool name_one_document(SourceWording const& a, SourceWording const& b);

/// Whether two attributions name one source in other words. One that stands elsewhere contradicts nobody.
[[nodiscard]] bool name_same_source(SourceWording const& a, SourceWording const& b);

}  // namespace stemma
