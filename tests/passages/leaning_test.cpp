// SPDX-License-Identifier: Apache-2.0
#include "passages/leaning.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "passages/passage_aligner.hpp"
#include "tests/passages/plain_tokens.hpp"

namespace stemma {
namespace {

// One fact sheet, told four ways.
constexpr char const* kWire =
  "The embankment gave way before dawn on Tuesday about 2.5 kilometres upstream of the town on the road to Bocar. "
  "The gap was 12 metres wide when the first crews arrived and had grown to 38 metres by daybreak, the emergency staff "
  "said.\n"
  "Sirens sounded in Becej and buses were soon collecting residents of Vranjevo. "
  "In all 1,140 people were moved, 212 of them to a sports hall in Zrenjanin.\n"
  "\"We had forty minutes between the siren and the water,\" Dragana Vujicin said. \"Nobody was left behind.\"\n"
  "The gap was provisionally closed on Wednesday with 46,000 sandbags and barge-loads of stone.";
constexpr char const* kCopy =
  "The embankment gave way before dawn on Tuesday about 2.5 kilometres upstream of the town on the road to Bocar. "
  "The gap was 12 metres wide when the first crews arrived and had grown to 38 metres by daybreak, the emergency staff "
  "said.\n"
  "\"We had forty minutes between the siren and the water,\" Dragana Vujicin said. \"Nobody was left behind.\"\n"
  "The breach was provisionally closed on Wednesday with 46,000 sandbags and barge-loads of stone.";
constexpr char const* kParaphrase =
  "On Tuesday before dawn the breach opened some 2.5 kilometres above the town, beside the road that leads to Bocar. "
  "Emergency staff said that it measured 12 metres across when crews first arrived, and that by daybreak it was 38 "
  "metres wide.\n"
  "Becej heard its sirens, and before long buses were picking up residents of Vranjevo. "
  "A total of 1,140 people left, of whom 212 were put up in a Zrenjanin sports hall.\n"
  "\"Between the siren and the water we had forty minutes,\" Dragana Vujicin said. \"Nobody was left behind.\"\n"
  "Crews closed the gap for the time being on Wednesday, with 46,000 sandbags and stone shipped on barges.";
constexpr char const* kIndependent =
  "Tibor Halaszi had a bad feeling, and he reported it. Days later the Tisza burst out above Becej and drowned his "
  "wheat.\n"
  "\"I am no engineer, but I know when a bank is sweating,\" the farmer from Milosevo said. \"I told them about the "
  "wet patches.\"\n"
  "What is certain is the clock: the left side failed on Tuesday, 2.5 kilometres from town. Dawn showed a hole 38 "
  "metres across. "
  "Filling it took soldiers and 46,000 sandbags until Wednesday. \"For hours the current ate whatever we fed it,\" "
  "Zoran Matijas said.\n"
  "Of the 1,140 people moved out, 212 are camped in Zrenjanin.";

double share_of(char const* child, char const* parent) {
  auto const left = plain_tokens(child);
  auto const right = plain_tokens(parent);
  return PassageAligner{}.align(left, right).share_left;
}

TEST(Leaning, is_all_of_a_copy) {
  EXPECT_GT(share_of(kCopy, kWire), 0.97);
}

TEST(Leaning, is_most_of_a_paraphrase) {
  EXPECT_GT(share_of(kParaphrase, kWire), 0.7);
}

TEST(Leaning, is_next_to_nothing_of_an_independent_report_of_the_same_facts) {
  EXPECT_LT(share_of(kIndependent, kWire), 0.1);
  EXPECT_LT(share_of(kWire, kIndependent), 0.1);
}

TEST(Leaning, is_less_where_other_sentences_stand_in_between) {
  std::string apart;
  std::string const other[] = {"Nobody at the fair had slept. ",     "The baker gave away his rolls. ",
                               "A heron stood upon the roof. ",      "Old men compared it with their youth. ",
                               "The school choir sang regardless. ", "Lorries queued for hours. "};
  std::string const retold = kParaphrase;
  std::size_t sentence = 0;
  for (std::size_t at = 0; at < retold.size();) {
    auto const end = std::min(retold.find(". ", at), retold.size() - 2) + 2;
    apart += retold.substr(at, end - at) + " " + other[sentence++ % std::size(other)];
    at = end;
  }
  EXPECT_LT(share_of(kWire, apart.c_str()), share_of(kWire, kParaphrase));
}

TEST(Leaning, of_a_brief_is_large_and_of_its_source_small) {
  std::string const brief =
    "The embankment gave way before dawn on Tuesday about 2.5 kilometres upstream of the town on the road to Bocar.";
  EXPECT_GT(share_of(brief.c_str(), kWire), 0.9);
  EXPECT_LT(share_of(kWire, brief.c_str()), 0.4);
}

TEST(Leaning, counts_no_names_and_numbers) {
  EXPECT_EQ(share_of("In Bocar 12. In Becej 38. In Zrenjanin 212.", kWire), 0);
}

}  // namespace
}  // namespace stemma
