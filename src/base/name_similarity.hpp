// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "stemma/names.hpp"

namespace stemma {

/// Lower-case ASCII words with one space between them: "Łódź-Bałuty" → "lodz baluty", "Северск" → "seversk",
/// "O’Neill" → "oneill", "St. Paul's" → "st paul".
[[nodiscard]] std::string fold_name(std::string_view name);

/// What a word sounds like, roughly: kh → h, w → v, z → s, y → i, double letters once. In: a folded word.
[[nodiscard]] std::string sound_of(std::string_view folded_word);

/// 1 for equal strings; less for each letter changed, left out, put in or swapped with its neighbour, as a share of
/// the longer one. Strings are cut at 64 bytes.
[[nodiscard]] double letters_in_common(std::string_view a, std::string_view b);

}  // namespace stemma
