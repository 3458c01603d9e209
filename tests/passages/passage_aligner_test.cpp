// SPDX-License-Identifier: Apache-2.0
#include "passages/passage_aligner.hpp"

#include <chrono>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/passages/plain_tokens.hpp"

namespace stemma {
namespace {

std::string const kWire =
  "River tears levee near Becej\n"
  "The embankment gave way at 3:40 a.m. on Tuesday about 2.5 kilometres upstream of the town on the road to Bocar. "
  "The gap was 12 metres wide when the first crews arrived and had grown to 38 metres by daybreak.\n"
  "Sirens sounded early and buses were soon collecting residents of Vranjevo, the northern part of the town. "
  "In all 1,140 people were moved, 212 of them to a sports hall in Zrenjanin and 96 to a primary school in Kumane.\n"
  "\"We had forty minutes between the first siren and the first water,\" Dragana Vujicin told reporters.\n"
  "The gap was provisionally closed on Wednesday with 46,000 sandbags and barge-loads of stone.";

std::string const kRetold =
  "Levee on the Tisza fails\n"
  "Crews sealed the breach for the time being on Wednesday with 64,000 sandbags and stone shipped on barges. "
  "The breach opened on Tuesday at 3:40 a.m., at a spot 2.5 kilometres above the town, beside the road that leads to "
  "Bocar. "
  "Before long buses were picking up residents in Vrajnevo, as the northern part of the town is called.\n"
  "\"We had forty minutes between the first siren and the first water,\" Dragana Vujicin said.\n"
  "A total of 1,140 people left. Of these, 212 were put up in a sports hall in Zrenjanin, and 96 at a primary school "
  "in Melenci.";

/// The link of the first left token that reads `word`, as "right word" and kind.
struct Seen {
  std::string right;
  LinkKind kind = LinkKind::Same;

  [[nodiscard]] friend bool operator==(Seen const&, Seen const&) = default;
};

Seen link_of(PairAlignment const& alignment, TokenText const& left, TokenText const& right, std::string_view word) {
  for (AlignedPassage const& passage : alignment.passages) {
    for (TokenLink const& link : passage.links) {
      if (left.text_of(left.tokens[link.left_token]) == word) {
        return {std::string{right.text_of(right.tokens[link.right_token])}, link.kind};
      }
    }
  }
  return {"(none)"};
}

/// The laws that PairAlignment and AlignedPassage state.
void expect_lawful(PairAlignment const& alignment, TokenText const& left, TokenText const& right) {
  std::uint32_t reached = 0;
  std::set<std::uint32_t> right_tokens;
  for (AlignedPassage const& passage : alignment.passages) {
    EXPECT_GE(passage.left.begin_token, reached);
    EXPECT_LT(passage.left.begin_token, passage.left.end_token);
    EXPECT_LT(passage.right.begin_token, passage.right.end_token);
    EXPECT_LE(passage.left.end_token, left.tokens.size());
    EXPECT_LE(passage.right.end_token, right.tokens.size());
    EXPECT_GE(passage.similarity, 0);
    EXPECT_LE(passage.similarity, 1);
    reached = passage.left.end_token;
    for (std::uint32_t t = passage.right.begin_token; t < passage.right.end_token; ++t) {
      EXPECT_TRUE(right_tokens.insert(t).second) << "passages overlap on the right";
    }
    std::set<std::uint32_t> linked_right;
    std::int64_t last_left = -1;
    for (TokenLink const& link : passage.links) {
      EXPECT_GT(std::int64_t{link.left_token}, last_left);
      last_left = link.left_token;
      EXPECT_TRUE(linked_right.insert(link.right_token).second) << "a token has two links";
      EXPECT_GE(link.left_token, passage.left.begin_token);
      EXPECT_LT(link.left_token, passage.left.end_token);
      EXPECT_GE(link.right_token, passage.right.begin_token);
      EXPECT_LT(link.right_token, passage.right.end_token);
      if (link.kind == LinkKind::Same) {
        EXPECT_EQ(left.tokens[link.left_token].word, right.tokens[link.right_token].word);
      }
    }
  }
  for (double const share : {alignment.share_left, alignment.share_right}) {
    EXPECT_GE(share, 0);
    EXPECT_LE(share, 1);
  }
}

void expect_mirrored(PairAlignment const& one, PairAlignment const& other) {
  EXPECT_EQ(one.share_left, other.share_right);
  EXPECT_EQ(one.share_right, other.share_left);
  ASSERT_EQ(one.passages.size(), other.passages.size());
  auto const key = [](TokenRange a, TokenRange b) {
    return std::tuple{a.begin_token, a.end_token, b.begin_token, b.end_token};
  };
  using Links = std::set<std::tuple<std::uint32_t, std::uint32_t, LinkKind>>;
  std::set<std::tuple<decltype(key({}, {})), PassageKind, double, Links>> left;
  std::set<std::tuple<decltype(key({}, {})), PassageKind, double, Links>> right;
  for (AlignedPassage const& p : one.passages) {
    Links links;
    for (TokenLink const& l : p.links) {
      links.emplace(l.left_token, l.right_token, l.kind);
    }
    left.emplace(key(p.left, p.right), p.kind, p.similarity, links);
  }
  for (AlignedPassage const& p : other.passages) {
    Links links;
    for (TokenLink const& l : p.links) {
      links.emplace(l.right_token, l.left_token, l.kind);
    }
    right.emplace(key(p.right, p.left), p.kind, p.similarity, links);
  }
  EXPECT_EQ(left, right);
}

TEST(PassageAligner, sees_one_verbatim_passage_in_equal_texts) {
  auto const text = plain_tokens(kWire);
  auto const alignment = PassageAligner{}.align(text, text);
  ASSERT_EQ(alignment.passages.size(), 1U);
  EXPECT_EQ(alignment.passages[0].kind, PassageKind::Verbatim);
  EXPECT_EQ(alignment.passages[0].left, alignment.passages[0].right);
  EXPECT_DOUBLE_EQ(alignment.passages[0].similarity, 1);
  EXPECT_NEAR(alignment.share_left, 1, 1e-9);
  expect_lawful(alignment, text, text);
}

TEST(PassageAligner, sees_nothing_in_empty_texts) {
  auto const empty = plain_tokens("");
  auto const signs = plain_tokens("... !!! \"\" --");
  auto const text = plain_tokens(kWire);
  for (auto const& [left, right] :
       {std::pair{&empty, &empty}, {&empty, &text}, {&text, &empty}, {&signs, &text}, {&signs, &signs}}) {
    auto const alignment = PassageAligner{}.align(*left, *right);
    EXPECT_TRUE(alignment.passages.empty());
    EXPECT_EQ(alignment.share_left, 0);
    EXPECT_EQ(alignment.share_right, 0);
  }
}

TEST(PassageAligner, keeps_its_laws_and_mirrors_when_the_sides_are_swapped) {
  auto const left = plain_tokens(kWire);
  auto const right = plain_tokens(kRetold);
  auto const alignment = PassageAligner{}.align(left, right);
  expect_lawful(alignment, left, right);
  EXPECT_GE(alignment.passages.size(), 5U);
  expect_mirrored(alignment, PassageAligner{}.align(right, left));
}

TEST(PassageAligner, links_an_altered_number_to_the_number_in_its_place) {
  auto const left = plain_tokens(kWire);
  auto const right = plain_tokens(kRetold);
  auto const alignment = PassageAligner{}.align(left, right);
  EXPECT_EQ(link_of(alignment, left, right, "46,000"), (Seen{"64,000", LinkKind::Replaced}));
  EXPECT_EQ(link_of(alignment, left, right, "212"), (Seen{"212", LinkKind::Same}));
}

TEST(PassageAligner, links_a_garbled_name_as_a_spelling_and_a_swapped_one_as_replaced) {
  auto const left = plain_tokens(kWire);
  auto const right = plain_tokens(kRetold);
  auto const alignment = PassageAligner{}.align(left, right);
  EXPECT_EQ(link_of(alignment, left, right, "Vranjevo"), (Seen{"Vrajnevo", LinkKind::Spelling}));
  EXPECT_EQ(link_of(alignment, left, right, "Kumane"), (Seen{"Melenci", LinkKind::Replaced}));
}

TEST(PassageAligner, knows_numbers_by_value) {
  auto const left =
    plain_tokens("Pumping of the flooded fields will last twenty days and 1,140 sheep were moved at 3:40 by boat.");
  auto const right =
    plain_tokens("At 03:40 a boat moved 1140 sheep; pumping the fields dry is to last 20 days, officials think.");
  auto const alignment = PassageAligner{}.align(left, right);
  EXPECT_EQ(link_of(alignment, left, right, "twenty"), (Seen{"20", LinkKind::Inflected}));
  EXPECT_EQ(link_of(alignment, left, right, "1,140"), (Seen{"1140", LinkKind::Inflected}));
  EXPECT_EQ(link_of(alignment, left, right, "3:40"), (Seen{"03:40", LinkKind::Inflected}));
}

TEST(PassageAligner, lets_one_sentence_stand_behind_two) {
  auto const left = plain_tokens(kWire);
  auto const right = plain_tokens(kRetold);
  auto const alignment = PassageAligner{}.align(left, right);
  EXPECT_EQ(link_of(alignment, left, right, "1,140"), (Seen{"1,140", LinkKind::Same}));
  EXPECT_EQ(link_of(alignment, left, right, "96"), (Seen{"96", LinkKind::Same}));
}

TEST(PassageAligner, follows_paragraphs_that_moved) {
  std::string const moved =
    "The gap was provisionally closed on Wednesday with 46,000 sandbags and barge-loads of stone.\n"
    "The embankment gave way at 3:40 a.m. on Tuesday about 2.5 kilometres upstream of the town on the road to Bocar.";
  auto const left = plain_tokens(kWire);
  auto const right = plain_tokens(moved);
  auto const alignment = PassageAligner{}.align(left, right);
  ASSERT_EQ(alignment.passages.size(), 2U);
  EXPECT_EQ(alignment.passages[0].kind, PassageKind::Verbatim);
  EXPECT_EQ(alignment.passages[1].kind, PassageKind::Verbatim);
  EXPECT_GT(alignment.passages[0].right.begin_token, alignment.passages[1].right.begin_token);
  EXPECT_NEAR(alignment.share_right, 1, 0.01);
  EXPECT_LT(alignment.share_left, 0.7);
}

TEST(PassageAligner, takes_the_signs_of_a_whole_sentence_along) {
  auto const left = plain_tokens("Nothing else here. \"Nobody in the lower town was left behind.\"");
  auto const right = plain_tokens("\"Nobody in the lower town was left behind.\"\nBuses came.");
  auto const alignment = PassageAligner{}.align(left, right);
  ASSERT_EQ(alignment.passages.size(), 1U);
  EXPECT_EQ(left.text_of(alignment.passages[0].left), "\"Nobody in the lower town was left behind.\"");
  EXPECT_EQ(right.text_of(alignment.passages[0].right), "\"Nobody in the lower town was left behind.\"");
}

TEST(PassageAligner, keeps_its_laws_on_random_texts) {
  std::mt19937 random{20260416};
  for (int trial = 0; trial < 60; ++trial) {
    std::array<std::string, 2> texts;
    std::size_t const vocabulary = 3 + random() % 60;
    for (std::string& text : texts) {
      for (std::uint32_t w = 0; w < random() % 300; ++w) {
        static constexpr char const* kSigns[] = {" ", " ", " ", " ", ", ", ". ", "\n", " \"", "; "};
        std::size_t const word = random() % vocabulary;
        if (word % 5 == 0) {
          text += std::to_string(word * 7);
        } else {
          text += static_cast<char>((word % 3 == 0 ? 'A' : 'a') + word % 26);
          text += "ord";
        }
        text += kSigns[random() % std::size(kSigns)];
      }
    }
    auto const left = plain_tokens(texts[0]);
    auto const right = plain_tokens(texts[1]);
    auto const alignment = PassageAligner{}.align(left, right);
    expect_lawful(alignment, left, right);
    expect_mirrored(alignment, PassageAligner{}.align(right, left));
  }
}

std::string random_prose(std::mt19937& random, std::size_t words, char const* end_of_sentence) {
  std::string text;
  for (std::size_t w = 0; w < words; ++w) {
    for (int letter = 0; letter < 4; ++letter) {
      text += static_cast<char>('a' + random() % 26);
    }
    text += w % 15 == 14 ? end_of_sentence : " ";
  }
  return text;
}

/// Generous: a machine may be slow or busy, but quadratic cost would take minutes.
void expect_quick(std::string const& left_text, std::string const& right_text) {
  auto const left = plain_tokens(left_text);
  auto const right = plain_tokens(right_text);
  auto const start = std::chrono::steady_clock::now();
  auto const alignment = PassageAligner{}.align(left, right);
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
  EXPECT_LT(took.count(), 20);
  EXPECT_LE(alignment.share_left, 1);
}

TEST(PassageAligner, is_not_slowed_down_by_long_unlike_texts) {
  std::mt19937 random{1};
  expect_quick(random_prose(random, 60'000, ". "), random_prose(random, 60'000, ". "));
}

TEST(PassageAligner, is_not_slowed_down_by_one_endless_sentence) {
  std::mt19937 random{2};
  expect_quick(random_prose(random, 60'000, " "), random_prose(random, 60'000, " "));
}

TEST(PassageAligner, is_not_slowed_down_by_one_sentence_over_and_over) {
  std::string left;
  std::string right;
  for (int i = 0; i < 3'000; ++i) {
    left += "The river rose above the old Vranjevo mark before dawn again. ";
    right += "Before dawn the river rose again above the Vranjevo mark. ";
  }
  expect_quick(left, right);
}

}  // namespace
}  // namespace stemma
