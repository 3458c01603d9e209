// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/telling.hpp"

namespace stemma {

/// Tellings of one story whose words are the same, word for word.
struct SameText {
  WitnessIndex first = 0;            ///< The earliest by its stamp; where stamps do not tell, by document id.
  std::vector<WitnessIndex> others;  ///< Sorted like that.
};

/// Every telling in exactly one, sorted by `first`. Without `by_time` stamps are not looked at.
[[nodiscard]] std::vector<SameText> group_same_texts(StoryTellings const& story, bool by_time);

}  // namespace stemma
