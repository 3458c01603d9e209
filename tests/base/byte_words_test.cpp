// SPDX-License-Identifier: Apache-2.0
#include "base/byte_words.hpp"

#include <algorithm>
#include <bitset>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "reference/byte_words.hpp"

namespace stemma {

void PrintTo(MaskKernel const& kernel, std::ostream* out) {
  *out << kernel.name;
}

namespace {

class ByteWordsOf : public testing::TestWithParam<MaskKernel> {
 protected:
  static ByteWords found(std::string_view text) {
    ByteWords words;
    find_words(text, GetParam(), words);
    return words;
  }

  static void expect_as_reference(std::string const& text) {
    auto const words = found(text);
    auto const expected = reference::words_of(text);
    ASSERT_EQ(words.size(), expected.size()) << text;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(words.begin_bytes[i], expected[i].begin_byte);
      EXPECT_EQ(words.end_bytes[i], expected[i].end_byte);
    }
    // Equal words, equal hash, and the other way round.
    for (std::size_t i = 1; i < expected.size(); ++i) {
      EXPECT_EQ(words.hashes[i] == words.hashes[i - 1], expected[i].folded == expected[i - 1].folded);
    }
  }
};

TEST_P(ByteWordsOf, AgreesWithTheReferenceOnTextsOfEveryLengthAroundABlock) {
  std::string const sample = "“Après” 3:40, the O’Brien's left-bank—東京 said «да» don't STOP now; naïve 12th x ";
  for (std::size_t length = 0; length < 2 * sample.size(); ++length) {
    expect_as_reference((sample + sample).substr(0, length));
    expect_as_reference(std::string(length % 67, ' ') + sample);
    expect_as_reference(std::string(length, 'a'));
  }
}

TEST_P(ByteWordsOf, AgreesWithTheReferenceOnRandomBytes) {
  std::uint64_t state = 7;
  constexpr std::string_view likely = "aZ09 .'\xC2\xA0\xE2\x80\x99\xE3\x81\xE9\xC3\xA9\xD0\x90";
  for (std::size_t length = 0; length < 400; ++length) {
    std::string text;
    while (text.size() < length) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      auto const draw = state >> 33U;
      text += draw % 4 == 0 ? static_cast<char>(draw >> 8U) : likely[draw / 4 % likely.size()];
    }
    expect_as_reference(text);
  }
}

TEST_P(ByteWordsOf, AgreesWithTheReferenceOnWorstTexts) {
  for (auto const* const piece : {"\xE3", "a ", "\xE2", "\xC2", "\xE3\x81\x82", "\xFF", "."}) {
    std::string text;
    while (text.size() < 10'000) {
      text += piece;
    }
    expect_as_reference(text);
  }
}

TEST_P(ByteWordsOf, FindsTheSetsThatDifferByFewBits) {
  std::uint64_t state = 11;
  std::vector<std::uint32_t> sets;
  for (std::size_t i = 0; i < 300; ++i) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    sets.push_back(i % 3 == 0 ? 0x00F0F00FU ^ (1U << (state >> 59U)) : static_cast<std::uint32_t>(state >> 32U));
  }
  sets[17] = 0x00F0F00FU;
  sets[290] = ~0x00F0F00FU;
  std::vector<std::uint32_t> numbers(sets.size());
  for (std::uint32_t const most : {0U, 1U, 5U, 14U, 31U, 32U}) {
    for (std::size_t count = 0; count <= sets.size(); ++count) {
      std::vector<std::uint32_t> expected;
      for (std::uint32_t i = 0; i < count; ++i) {
        if (std::bitset<32>{sets[i] ^ 0x00F0F00FU}.count() <= most) {
          expected.push_back(i);
        }
      }
      auto const found = GetParam().near_sets(sets.data(), count, 0x00F0F00FU, most, numbers.data());
      ASSERT_TRUE(std::equal(expected.begin(), expected.end(), numbers.data(), numbers.data() + found))
        << most << " " << count;
    }
  }
}

TEST_P(ByteWordsOf, FoldsCaseOfLatinGreekAndMostCyrillic) {
  auto const words = found("ÉCOLE école Слово СЛОВО ΑΒΓ αβγ");
  ASSERT_EQ(words.size(), 6U);
  EXPECT_EQ(words.hashes[0], words.hashes[1]);
  EXPECT_NE(words.hashes[1], words.hashes[2]);
}

INSTANTIATE_TEST_SUITE_P(
  Kernels,
  ByteWordsOf,
  testing::ValuesIn(mask_kernels().begin(), mask_kernels().end()),
  [](auto const& test) { return std::string{test.param.name}; }
);

}  // namespace
}  // namespace stemma
