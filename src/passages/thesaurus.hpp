// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/token_text.hpp"

namespace stemma {

/// How near two words are in meaning, by a thesaurus.
enum class Kinship : std::uint8_t {
  None,
  Cousin,   ///< Both are near one third meaning.
  Near,     ///< One means a kind of the other, is derived from it, or is called similar.
  Synonym,  ///< They have a meaning in common.
  Lemma,    ///< Two forms of one word: "went", "goes".
};

/// Thesaurus: here are two words, tell me whether they may say the same.
///
/// In    a file that tools/make_thesaurus.cpp makes of WordNet: "STMTHS01", counts of words and of meanings (u32 each,
///       little-endian as all that follows); for each word, sorted, the hash of its folded form or stem (u64, base/word_form.hpp);
///       for each word the end of its meanings (u32); the meanings (u32, sorted within a word: kind in the two highest bits).
/// Errors  `Error` where a file that was asked for cannot be read or is no thesaurus. No field of the file is trusted.
/// Cost  a word is found by binary search; two words are compared by merging their meanings, ten or so each.
class Thesaurus {
 public:
  using Meanings = std::span<std::uint32_t const>;

  /// The thesaurus of this path; of an empty path the one installed with the program, or none. Opened once a process.
  [[nodiscard]] static std::shared_ptr<Thesaurus const> open(std::string const& path);

  /// Reads the bytes of a file; `path` is for messages only.
  Thesaurus(std::string_view bytes, std::string const& path);

  /// Empty where the word is not known. The word's own form comes first, its stem where the form is not known.
  [[nodiscard]] Meanings meanings_of(Token const& token) const;

  [[nodiscard]] static Kinship kinship(Meanings left, Meanings right);

  /// Kinds of meanings, in the two highest bits.
  static constexpr std::uint32_t kLemma = 0;
  static constexpr std::uint32_t kOwn = 1U << 30U;
  static constexpr std::uint32_t kNear = 2U << 30U;

 private:
  [[nodiscard]] Meanings find(std::uint64_t hash) const;

  std::vector<std::uint64_t> words_;
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint32_t> meanings_;
};

}  // namespace stemma
