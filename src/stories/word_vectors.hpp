// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/token_text.hpp"
#include "stemma/story_parts.hpp"

namespace stemma {

/// A vector that lies elsewhere.
using WordView = std::span<WeightedWord const>;

/// A word of a vector in half the room: the upper half of its stem. Of 70,000 pairs of texts of 250 words one has two words that
/// are one here.
struct ShortWord {
  std::uint32_t stem = 0;
  float weight = 0;
};

using ShortView = std::span<ShortWord const>;

/// Of the words of a vector, in their order; those that are one are added up.
void shorten(WordView vector, std::vector<ShortWord>& words);

/// The cosine of two vectors, 0…1.
[[nodiscard]] double cosine(WordView left, WordView right);
[[nodiscard]] double cosine(ShortView left, ShortView right);

// The steps of it (stemma/story_parts.hpp), for a pile that grows: read the words of each text, let the pile learn which are
// names, count the words that the texts then have, let the pile learn these, and weigh.

[[nodiscard]] StoryWords read_story_words(TokenText const& text);

/// The same, into lists that keep their room.
void read_story_words(TokenText const& text, StoryWords& read);

}  // namespace stemma
