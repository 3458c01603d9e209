// SPDX-License-Identifier: Apache-2.0
#include "passages/word_linker.hpp"

#include <map>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "tests/passages/plain_tokens.hpp"

namespace stemma {
namespace {

struct Seen {
  std::string right;
  LinkKind kind = LinkKind::Same;

  [[nodiscard]] friend bool operator==(Seen const&, Seen const&) = default;
};

void PrintTo(Seen const& seen, std::ostream* out) {
  *out << seen.right << " (" << static_cast<int>(seen.kind) << ")";
}

/// What each word of `left` is linked to; a word that stands twice is named "word 2".
std::map<std::string, Seen> links_of(std::string_view left, std::string_view right) {
  auto const left_text = plain_tokens(left);
  auto const right_text = plain_tokens(right);
  auto const pair = pair_words(PreparedText{left_text}, PreparedText{right_text});
  auto const all = [](WordText const& side) { return WordRange{0, static_cast<std::uint32_t>(side.words.size())}; };
  std::map<std::string, Seen> seen;
  for (WordLink const& link : WordLinker{pair}.link(all(pair.sides[0]), all(pair.sides[1]))) {
    std::string word{left_text.text_of(left_text.tokens[pair.sides[0].words[link.left].token])};
    while (seen.count(word) > 0) {
      word += "+";
    }
    seen[word] = {std::string{right_text.text_of(right_text.tokens[pair.sides[1].words[link.right].token])}, link.kind};
  }
  return seen;
}

TEST(WordLinker, follows_words_that_moved) {
  auto const links =
    links_of("Sirens sounded in Becej before buses came.", "Before buses came to town, Becej heard sirens.");
  EXPECT_EQ(links.at("buses"), (Seen{"buses"}));
  EXPECT_EQ(links.at("Becej"), (Seen{"Becej"}));
  EXPECT_EQ(links.at("Sirens"), (Seen{"sirens"}));
}

TEST(WordLinker, links_a_replaced_number_by_what_is_counted) {
  auto const links =
    links_of("Crews used 46,000 sandbags on Wednesday.", "On Wednesday soldiers brought 64,000 sandbags.");
  EXPECT_EQ(links.at("46,000"), (Seen{"64,000", LinkKind::Replaced}));
}

TEST(WordLinker, links_a_replaced_day_beside_its_month) {
  auto const links =
    links_of("The service is cancelled until May 25 at least.", "Until May 29 the service stays cancelled.");
  EXPECT_EQ(links.at("25"), (Seen{"29", LinkKind::Replaced}));
}

TEST(WordLinker, does_not_swap_numbers_that_both_texts_have) {
  auto const links = links_of("Some 260 soldiers came, 18 diggers too.", "Some 18 diggers came, 260 soldiers too.");
  EXPECT_EQ(links.at("260"), (Seen{"260"}));
  EXPECT_EQ(links.at("18"), (Seen{"18"}));
}

TEST(WordLinker, never_replaces_a_name_by_a_number) {
  auto const links = links_of("The road to Bocar collapsed.", "The road to 1966 collapsed.");
  EXPECT_EQ(links.count("Bocar"), 0U);
}

TEST(WordLinker, leaves_lone_function_words_unlinked) {
  auto const links = links_of("The farmer saw wheat.", "Nobody rang from the school.");
  EXPECT_TRUE(links.empty());
}

TEST(WordLinker, pairs_repeated_words_by_their_neighbours) {
  auto const links =
    links_of("A first siren wailed, then the first water rose.", "The first water rose after a first siren wailed.");
  EXPECT_EQ(links.at("siren"), (Seen{"siren"}));
  EXPECT_EQ(links.at("water"), (Seen{"water"}));
  EXPECT_EQ(links.at("first"), (Seen{"first"}));
  EXPECT_EQ(links.at("first+"), (Seen{"first"}));
}

}  // namespace
}  // namespace stemma
