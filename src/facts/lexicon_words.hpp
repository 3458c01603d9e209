// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "facts/lexicon.hpp"

namespace stemma {

/// Words of one class, separated by spaces; "word=3" gives a value.
struct WordList {
  WordClass word_class;
  std::string_view words;
};

/// All lists of the lexicon.
[[nodiscard]] std::span<WordList const> word_lists() noexcept;

}  // namespace stemma
