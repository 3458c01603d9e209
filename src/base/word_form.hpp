// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stemma {

/// The form under which equal words are equal: NFKC, case folded, ’ written as ', dots of abbreviations dropped
/// ("U.S." and "us" are one form, "2.5" keeps its dot). Diacritics stay.
[[nodiscard]] std::string fold_word(std::string_view text);

/// XXH3-64 of a folded word: `hash_word(fold_word("Said")) == token.word` for every token that reads "said".
[[nodiscard]] std::uint64_t hash_word(std::string_view folded) noexcept;

/// The English stem of a folded word (Snowball's Porter2); words that are not plain ASCII letters are their own stem.
[[nodiscard]] std::string stem_word(std::string_view folded);

}  // namespace stemma
