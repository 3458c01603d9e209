// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace stemma {

/// How often a word is met in general English, by a hand-written list.
enum class Commonness : std::uint8_t {
  Rare,      ///< Not on the list: it tells.
  Familiar,  ///< Everyday and news words of the third rank.
  Common,    ///< Second rank.
  Frequent,  ///< The commonest content words: "said", "people", "year".
  Function,  ///< Articles, prepositions, pronouns, auxiliaries, conjunctions: they tell nothing.
};

/// The commonness of a folded word (see `fold_word`). All inflected forms of a listed content word share its rank.
[[nodiscard]] Commonness commonness(std::string_view folded);

/// Whether it is a function word, which no stem is needed for.
[[nodiscard]] bool is_function_word(std::string_view folded);

/// The commonness of a word, where the stem (see `stem_word`) is known already.
[[nodiscard]] Commonness commonness(std::string_view folded, std::string_view stem);

/// The same by the hashes of both (see `hash_word`), as an English token has them.
[[nodiscard]] Commonness commonness(std::uint64_t word, std::uint64_t stem);

}  // namespace stemma
