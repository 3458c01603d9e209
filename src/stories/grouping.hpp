// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "base/telling.hpp"
#include "stemma/model.hpp"
#include "stories/word_vectors.hpp"

namespace stemma {

/// Grouping: here are the tellings of one story and their vectors, what ties them?
///
/// In    a story, and the vector of each of its tellings, in their order.
/// Out   the similarity of two of them on average, and the words that make most of it; nothing for a single telling.
/// Cost  words of the story.
[[nodiscard]] std::optional<Grouping> explain_grouping(
  StoryTellings const& story, std::span<WordVector const* const> vectors
);

}  // namespace stemma
