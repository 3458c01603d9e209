// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/token_text.hpp"
#include "stemma/story_parts.hpp"

namespace stemma {

/// A vector that lies elsewhere.
using WordView = std::span<WeightedWord const>;

/// The cosine of two vectors, 0…1.
[[nodiscard]] double cosine(WordView left, WordView right);

// The steps of it (stemma/story_parts.hpp), for a pile that grows: read the words of each text, let the pile learn which are
// names, count the words that the texts then have, let the pile learn these, and weigh.

[[nodiscard]] StoryWords read_story_words(TokenText const& text);

/// The same, into lists that keep their room.
void read_story_words(TokenText const& text, StoryWords& read);

}  // namespace stemma
