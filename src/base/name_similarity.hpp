// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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

/// One name to be compared with many.
class NameComparer {
 public:
  explicit NameComparer(std::string_view name);

  /// `letters_in_common` of the two where it is `least` or more; else 0, found sooner.
  [[nodiscard]] double letters_in_common(std::string_view other, double least) const;

 private:
  std::size_t size_;
  std::array<std::uint64_t, 256> places_{};  ///< Of each letter in the name, one bit each.
};

}  // namespace stemma
