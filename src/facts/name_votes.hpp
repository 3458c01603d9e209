// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "facts/name_scanner.hpp"

namespace stemma {

/// What the words of a name say about its kind: "… Board", "… Street", first and family name, capitals only.
[[nodiscard]] KindVotes votes_within(FactText const& text, TokenRange name);

/// What the words around a name say: "in X", "Mayor X", "said X", "X said", "X, 34,", "north of X".
[[nodiscard]] KindVotes votes_around(FactText const& text, TokenRange name, bool has_title);

}  // namespace stemma
