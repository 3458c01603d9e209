// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/sketch.hpp"
#include "pairs/counted_text.hpp"

namespace stemma {

/// The figures of a pair of texts, from what they were found to share. Its documents are left open.
[[nodiscard]] CopyPair figures_of(CountedText const& left, CountedText const& right, SharedShingles const& found);

/// Whether two texts have the same words in the same order.
[[nodiscard]] bool have_same_words(CountedText const& left, CountedText const& right) noexcept;

}  // namespace stemma
