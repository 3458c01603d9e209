// SPDX-License-Identifier: Apache-2.0
// What holds for every text, of any script and however hostile.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "bench/corpora/random_numbers.hpp"
#include "tokens/sentence_scanner.hpp"
#include "tokens/tokenizer.hpp"
#include "tokens/word_scanner.hpp"

namespace stemma {
namespace {

using bench::RandomNumbers;

TokenText tokenized(Document const& document) {
  return Tokenizer{}.tokenize(document);
}

Document document_of(std::string text, std::string language = "und") {
  Document document;
  document.text = std::move(text);
  document.language = std::move(language);
  return document;
}

bool is_boundary(std::string_view text, std::size_t byte) {
  return byte == text.size() || (static_cast<unsigned char>(text[byte]) & 0xC0U) != 0x80U;
}

void expect_laws(Document const& document) {
  auto const text = tokenized(document);
  std::uint32_t byte = 0;
  for (auto const& token : text.tokens) {
    ASSERT_LE(byte, token.begin_byte);
    ASSERT_LT(token.begin_byte, token.end_byte);
    ASSERT_LE(token.end_byte, document.text.size());
    ASSERT_TRUE(is_boundary(document.text, token.begin_byte));
    ASSERT_TRUE(is_boundary(document.text, token.end_byte));
    ASSERT_LE(token.end_byte - token.begin_byte, kLongestWordBytes + 4);
    ASSERT_GE(token.weight, 0);
    ASSERT_LE(token.weight, 1);
    byte = token.end_byte;
  }
  std::uint32_t next = 0;
  std::uint32_t paragraph = 0;
  for (auto const& sentence : text.sentences) {
    ASSERT_EQ(sentence.tokens.begin_token, next);
    ASSERT_LT(sentence.tokens.begin_token, sentence.tokens.end_token);
    ASSERT_LE(sentence.tokens.size(), 2 * kLongestSentenceTokens);
    ASSERT_GE(sentence.paragraph, paragraph);
    next = sentence.tokens.end_token;
    paragraph = sentence.paragraph;
  }
  ASSERT_EQ(next, text.tokens.size());
}

std::string utf8_of(std::vector<char32_t> const& codes) {
  icu::UnicodeString wide;
  for (auto const code : codes) {
    wide.append(static_cast<UChar32>(code));
  }
  std::string text;
  wide.toUTF8String(text);
  return text;
}

/// Any character but surrogates, most often from the start of the code space, where texts are.
char32_t any_code(RandomNumbers& random) {
  constexpr std::uint64_t ends[] = {0x80, 0x250, 0x600, 0x1000, 0x3100, 0xA000, 0x110000};
  auto const code = static_cast<char32_t>(1 + random.below(ends[random.below(std::size(ends))] - 1));
  return code >= 0xD800 && code < 0xE000 ? U'.' : code;
}

TEST(AnyText, KeepsTheLawsOfTokensInAllScripts) {
  RandomNumbers random{1};
  constexpr char32_t likely[] = U"abcXYZ019 .,:/!?'’\"“”-_()\n\r\u0301\u00AD\u200D\u200F。東あก";
  for (int trial = 0; trial < 1500; ++trial) {
    std::vector<char32_t> codes(random.below(120));
    std::ranges::generate(codes, [&] {
      return random.below(3) == 0 ? any_code(random) : likely[random.below(std::size(likely) - 1)];
    });
    expect_laws(document_of(utf8_of(codes), trial % 2 == 0 ? "en" : "ru"));
  }
}

TEST(AnyText, KeepsTheLawsWhereATitleIsGiven) {
  RandomNumbers random{2};
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<char32_t> codes(random.below(30));
    std::ranges::generate(codes, [&] { return U"ab .?\"\u0301“1"[random.below(9)]; });
    auto document = document_of(utf8_of(codes));
    document.title = document.text;
    document.text += "\nSome more. And more.";
    expect_laws(document);
    auto const tokens = tokenized(document);
    for (auto const& sentence : tokens.sentences) {
      auto const begin = tokens.tokens[sentence.tokens.begin_token].begin_byte;
      auto const end = tokens.tokens[sentence.tokens.end_token - 1].end_byte;
      EXPECT_TRUE(end <= document.title->size() || begin > document.title->size()) << document.text;
    }
  }
}

/// Each is 100 kB; anything worse than linear in one of them would take minutes.
TEST(AnyText, TakesLinearTimeOverHostileTexts) {
  std::vector<std::string> const pieces = {
    "a",    "1",     "1,", "'", "a'", "a.",  "A. ",       "\u0301", "a\u0301", "\u200F", "\u00AD", "a\u00AD",
    "_",    "a_",    ".",  "!", "\"", ".\"", "? \" Abc ", "“",      "( ",      "\n",     "\r",     "a\n",
    "Dr. ", "p.m. ", "東", "ก", "😀",  "1. ", "No. ",      "-",      "a-",      "’s",     "Said "};
  for (auto const& piece : pieces) {
    std::string text;
    while (text.size() < 100'000) {
      text += piece;
    }
    expect_laws(document_of(text, "en"));
  }
}

std::vector<std::pair<std::int32_t, std::int32_t>> words_by_icu(std::string const& text) {
  auto status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> const words{
    icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status)};
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
  words->setText(&view, status);
  std::vector<std::pair<std::int32_t, std::int32_t>> found;
  auto begin = words->first();
  for (auto end = words->next(); end != icu::BreakIterator::DONE; begin = end, end = words->next()) {
    if (words->getRuleStatus() >= UBRK_WORD_NUMBER) {
      found.emplace_back(begin, end);
    }
  }
  utext_close(&view);
  return found;
}

TEST(AnyText, CutsLatinGreekAndCyrillicWordsAsIcuDoes) {
  RandomNumbers random{3};
  // Without the signs on which we differ on purpose: dots and colons in words, letters after digits, final 's.
  constexpr char32_t alphabet[] = U"abcdefgéüßñžαβγδωабвгдёжэABCÉΔЖ    ,;!?()«»“”—-\n\u0301\u0308";
  for (int trial = 0; trial < 800; ++trial) {
    std::vector<char32_t> codes(1 + random.below(80));
    std::ranges::generate(codes, [&] { return alphabet[random.below(std::size(alphabet) - 1)]; });
    if (codes.front() == U'\u0301' || codes.front() == U'\u0308') {
      codes.front() = U'a';
    }
    auto const document = document_of(utf8_of(codes));
    auto const tokens = tokenized(document);
    std::vector<std::pair<std::int32_t, std::int32_t>> ours;
    for (auto const& token : tokens.tokens) {
      if (token.kind == TokenKind::Word) {
        ours.emplace_back(token.begin_byte, token.end_byte);
      }
    }
    EXPECT_EQ(ours, words_by_icu(document.text)) << document.text;
  }
}

TEST(AnyText, GivesTheSameTokensWhateverWasReadBefore) {
  auto const document = document_of("The levee at Vranjevo failed; 1,900 hectares were flooded.", "en");
  auto const before = tokenized(document);
  RandomNumbers random{4};
  std::string noise;
  for (int i = 0; i < 50'000; ++i) {
    noise += std::to_string(random.next()) + "x ";
    noise += static_cast<char>('a' + random.below(26));
    noise += static_cast<char>('a' + random.below(26));
    noise += static_cast<char>('a' + random.below(26));
    noise += ' ';
  }
  static_cast<void>(tokenized(document_of(noise, "en")));
  auto const after = tokenized(document);
  ASSERT_EQ(before.tokens.size(), after.tokens.size());
  for (std::size_t i = 0; i < before.tokens.size(); ++i) {
    EXPECT_EQ(before.tokens[i].stem, after.tokens[i].stem);
    EXPECT_EQ(before.tokens[i].weight, after.tokens[i].weight);
  }
}

}  // namespace
}  // namespace stemma
