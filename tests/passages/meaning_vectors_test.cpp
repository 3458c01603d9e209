// SPDX-License-Identifier: Apache-2.0
#include "passages/meaning_vectors.hpp"

#include <string>

#include <gtest/gtest.h>

#include "base/word_form.hpp"
#include "stemma/error.hpp"

namespace stemma {
namespace {

Token word(std::string_view text) {
  Token token;
  token.word = hash_word(fold_word(text));
  return token;
}

TEST(MeaningVectors, reads_glove_and_word2vec_text_alike) {
  std::string const lines = "river 1 0\nstream 0.9 0.1\nmayor 0 2\n";
  for (std::string const& file : {lines, "3 2\n" + lines}) {
    MeaningVectors const vectors{file, "made"};
    auto const river = vectors.vector_of(word("River"));
    EXPECT_FLOAT_EQ(MeaningVectors::cosine(river, river), 1);
    EXPECT_GT(MeaningVectors::cosine(river, vectors.vector_of(word("stream"))), 0.9F);
    EXPECT_FLOAT_EQ(MeaningVectors::cosine(river, vectors.vector_of(word("mayor"))), 0);
    EXPECT_TRUE(vectors.vector_of(word("unknown")).empty());
  }
}

TEST(MeaningVectors, refuses_what_is_no_table_of_vectors_and_names_the_line) {
  for (char const* const file :
       {"", "\n\n", "river 1 0\nstream 1\n", "river 1 x\n", "river 1 0\nstream nan 1\n", "{\"a\": 1}"}) {
    EXPECT_THROW((MeaningVectors{file, "made"}), Error) << file;
  }
  try {
    MeaningVectors const vectors{"river 1 0\nstream 1 0 3\n", "made"};
    FAIL() << "nothing was thrown";
  } catch (Error const& error) {
    EXPECT_NE(std::string{error.what()}.find("line 2"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace stemma
