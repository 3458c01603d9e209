// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/copy_rule.hpp"
#include "base/sketch.hpp"
#include "pairs/counted_text.hpp"

namespace stemma {

/// The figures of a pair of texts, from what they were found to share. Its documents are left open.
[[nodiscard]] CopyPair figures_of(CountedText const& left, CountedText const& right, SharedShingles const& found);

/// How boilerplate is looked for.
struct BoilerplateSearch {
  MaskKernel const& kernel;
  std::size_t widest_window = 0;
  KeySet const& crowded;
};

/// Compares two texts; boilerplate is looked for in them where a copy of this rule, or what would be one, may depend on it.
[[nodiscard]] CopyPair judge(
  CountedText& left,
  CountedText& right,
  TextComparison& comparison,
  BoilerplateSearch const& search,
  CopyRule const& rule,
  SharedShingles& found
);

/// Whether two texts have the same words in the same order.
[[nodiscard]] bool have_same_words(CountedText const& left, CountedText const& right) noexcept;

}  // namespace stemma
