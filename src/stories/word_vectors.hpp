// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/telling.hpp"
#include "stemma/story_parts.hpp"

namespace stemma {

/// A vector that lies elsewhere.
using WordView = std::span<WeightedWord const>;

/// One vector a telling: log tf × rarity, names and numbers counted as identity.
/// Rarity comes from the pile and from a prior (the tokens' weights), so that a pile of three texts of one story still works.
/// `taught`: what a larger pile has taught, which these texts are part of; then they teach nothing.
[[nodiscard]] std::vector<WordVector> make_word_vectors(
  std::span<Telling const> tellings, unsigned threads = 1, StoryPile const* taught = nullptr
);

/// The cosine of two vectors, 0…1.
[[nodiscard]] double cosine(WordView left, WordView right);

// The steps of it (stemma/story_parts.hpp), for a pile that grows: read the words of each text, let the pile learn which are
// names, count the words that the texts then have, let the pile learn these, and weigh.

[[nodiscard]] StoryWords read_story_words(TokenText const& text);

}  // namespace stemma
