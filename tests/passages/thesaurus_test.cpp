// SPDX-License-Identifier: Apache-2.0
#include "passages/thesaurus.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/word_form.hpp"
#include "stemma/error.hpp"

namespace stemma {
namespace {

void put(std::string& out, std::uint64_t number, std::size_t bytes) {
  for (std::size_t byte = 0; byte < bytes; ++byte) {
    out += static_cast<char>(number >> (8 * byte) & 0xFFU);
  }
}

/// A thesaurus of two words, "gap" and "breach", which share a meaning.
std::string two_words() {
  std::uint64_t first = hash_word("gap");
  std::uint64_t second = hash_word("breach");
  bool const is_sorted = first < second;
  std::string out = "STMTHS01";
  put(out, 2, 4);
  put(out, 4, 4);
  put(out, is_sorted ? first : second, 8);
  put(out, is_sorted ? second : first, 8);
  put(out, 2, 4);
  put(out, 4, 4);
  put(out, Thesaurus::kLemma | (is_sorted ? 1U : 2U), 4);
  put(out, Thesaurus::kOwn | 9U, 4);
  put(out, Thesaurus::kLemma | (is_sorted ? 2U : 1U), 4);
  put(out, Thesaurus::kOwn | 9U, 4);
  return out;
}

Token word(std::string_view text) {
  Token token;
  token.word = hash_word(text);
  token.stem = hash_word(stem_word(text));
  return token;
}

TEST(Thesaurus, tells_synonyms_from_strangers) {
  Thesaurus const thesaurus{two_words(), "made"};
  auto const gap = thesaurus.meanings_of(word("gap"));
  EXPECT_EQ(Thesaurus::kinship(gap, thesaurus.meanings_of(word("breach"))), Kinship::Synonym);
  EXPECT_EQ(Thesaurus::kinship(gap, gap), Kinship::Lemma);
  EXPECT_EQ(Thesaurus::kinship(gap, thesaurus.meanings_of(word("river"))), Kinship::None);
}

TEST(Thesaurus, finds_an_inflected_word_by_its_stem) {
  Thesaurus const thesaurus{two_words(), "made"};
  EXPECT_FALSE(thesaurus.meanings_of(word("gaps")).empty());
}

TEST(Thesaurus, refuses_a_file_that_is_cut_off_or_lies_about_itself) {
  std::string const whole = two_words();
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    EXPECT_THROW((Thesaurus{whole.substr(0, bytes), "cut"}), Error) << bytes;
  }
  std::string wrong_end = whole;
  wrong_end[8 + 8 + 16] = 100;  // the first word's meanings end behind those of the second
  EXPECT_THROW((Thesaurus{wrong_end, "wrong"}), Error);
}

}  // namespace
}  // namespace stemma
