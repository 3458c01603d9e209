// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "base/telling.hpp"
#include "base/variation_unit.hpp"
#include "stemma/model.hpp"

namespace stemma {

/// What a place of the story is about, in a person's words, from the words around it: "passengers on board",
/// "another ferry to …", "who said “The sea gave us one chance”".
[[nodiscard]] std::string label_of(VariationUnit const& unit, StoryTellings const& story, ReadingSpan const& shown);

/// The text of a span, as it stands.
[[nodiscard]] std::string_view text_of(StoryTellings const& story, ReadingSpan const& span);

/// At most `most` bytes of a text, cut at a space, with "…" where something was cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

}  // namespace stemma
