// SPDX-License-Identifier: Apache-2.0
#include "trees/tree_builder.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/trees/small_story.hpp"

namespace stemma {

namespace {

using testing::altered;
using testing::kAgencyReport;
using testing::kOwnReport;
using testing::SmallStory;

Stemma build(SmallStory const& story, Clocks clocks = Clocks::Used) {
  Options options;
  options.clocks = clocks;
  return TreeBuilder{options}.build({story.story(), {}, {}, {}});
}

/// Edges as "parent>child", witnesses by id, lost sources by number.
std::set<std::string> links(Stemma const& stemma) {
  auto const name = [&](NodeId node) {
    auto const i = index_of(node);
    return i < stemma.witnesses.size() ? std::string(1, static_cast<char>('a' + static_cast<char>(i)))
                                       : std::to_string(i - stemma.witnesses.size());
  };
  std::set<std::string> found;
  for (StemmaEdge const& edge : stemma.edges) {
    found.insert(name(edge.parent) + ">" + name(edge.child));
  }
  return found;
}

TEST(TreeBuilder, one_text_is_one_origin_and_no_edge) {
  SmallStory story;
  story.tell(kAgencyReport);
  auto const stemma = build(story);
  EXPECT_TRUE(stemma.edges.empty());
  ASSERT_EQ(stemma.origin_groups.size(), 1U);
  EXPECT_EQ(stemma.origin_groups[0].documents.size(), 1U);
}

TEST(TreeBuilder, texts_without_words_do_no_harm) {
  SmallStory story;
  story.tell("");
  story.tell("...");
  story.tell(kAgencyReport);
  EXPECT_EQ(build(story).origin_groups.size(), 3U);
}

TEST(TreeBuilder, a_copy_hangs_on_what_it_copied) {
  SmallStory story;
  story.tell(kAgencyReport, 5);
  story.tell(altered(kAgencyReport, "1,270", "1,720"), 9);
  auto const stemma = build(story);
  EXPECT_EQ(links(stemma), (std::set<std::string>{"a>b"}));
  EXPECT_EQ(stemma.edges[0].direction, Direction::Known);
  EXPECT_GT(stemma.edges[0].confidence, 0.5);
  EXPECT_GT(stemma.edges[0].share, 0.8);
  EXPECT_FALSE(stemma.edges[0].evidence.empty());
}

TEST(TreeBuilder, an_altered_reading_shows_who_copied_the_copy) {
  SmallStory story;
  auto const garbled = altered(kAgencyReport, "Tamsel", "Tansel");
  story.tell(kAgencyReport, 5);
  story.tell(garbled, 9);
  story.tell(altered(garbled, "19 ", "29 "), 12);
  EXPECT_EQ(links(build(story)), (std::set<std::string>{"a>b", "b>c"}));
}

TEST(TreeBuilder, own_work_on_the_same_event_is_an_origin_of_its_own) {
  SmallStory story;
  story.tell(kAgencyReport, 5);
  story.tell(kOwnReport, 8);
  story.tell(altered(kAgencyReport, "86", "68"), 9);
  auto const stemma = build(story);
  EXPECT_EQ(links(stemma), (std::set<std::string>{"a>c"}));
  ASSERT_EQ(stemma.origin_groups.size(), 2U);
  EXPECT_EQ(stemma.origin_groups[0].documents, (std::vector<DocId>{DocId{0}, DocId{2}}));
  EXPECT_EQ(stemma.origin_groups[1].documents, (std::vector<DocId>{DocId{1}}));
}

TEST(TreeBuilder, a_text_made_of_two_has_two_parents_and_stands_in_both_groups) {
  SmallStory story;
  story.tell(kAgencyReport, 5);
  story.tell(kOwnReport, 8);
  auto const first = kAgencyReport.substr(0, kAgencyReport.find("The county engineer"));
  auto const second = kOwnReport.substr(kOwnReport.find("It took"));
  story.tell(first + second, 20);
  auto const stemma = build(story);
  EXPECT_EQ(links(stemma), (std::set<std::string>{"a>c", "b>c"}));
  ASSERT_EQ(stemma.origin_groups.size(), 2U);
  EXPECT_EQ(stemma.origin_groups[0].documents.size(), 2U);
  EXPECT_EQ(stemma.origin_groups[1].documents.size(), 2U);
}

TEST(TreeBuilder, the_same_text_in_many_papers_is_told_once) {
  SmallStory story;
  story.tell(kAgencyReport, 7);
  story.tell(kAgencyReport, 5);
  story.tell(kAgencyReport, 9);
  auto const stemma = build(story);
  EXPECT_EQ(links(stemma), (std::set<std::string>{"b>a", "b>c"}));
  EXPECT_EQ(stemma.origin_groups.size(), 1U);
  ASSERT_EQ(stemma.same_texts.size(), 1U);
  EXPECT_EQ(stemma.same_texts[0].node, NodeId{1});
  EXPECT_EQ(stemma.same_texts[0].documents, (std::vector<DocId>{DocId{1}, DocId{0}, DocId{2}}));
  EXPECT_EQ(build(story, Clocks::Ignored).edges[0].direction, Direction::Unknown);
}

TEST(TreeBuilder, brothers_of_a_lost_source_hang_on_it) {
  // Each brother alters readings that the other and an independent reporter have right.
  SmallStory story;
  story.tell(altered(altered(kAgencyReport, "Marrow", "Mallow"), "1,270", "1,720"), 5);
  story.tell(altered(altered(kAgencyReport, "Tamsel", "Tansel"), "86", "68"), 6);
  story.tell(kOwnReport, 8);
  auto const stemma = build(story);
  EXPECT_EQ(stemma.lost_sources, 1U);
  EXPECT_EQ(links(stemma), (std::set<std::string>{"0>a", "0>b"}));
  EXPECT_EQ(stemma.origin_groups.size(), 2U);
}

/// The agency's report in somewhat other words.
std::string edited(std::string text) {
  text = altered(text, "A landslip buried", "Mud has covered");
  text = altered(text, "early on Tuesday and cut off", "before dawn, leaving stranded some");
  text = altered(text, "The slope above the road gave way", "It all began to slide");
  text = altered(text, "who keeps the inn at", "the keeper of an inn in");
  text = altered(text, "had been due for repair in", "was to be mended during");
  return altered(text, "until the road is open again", "for as long as cars cannot pass");
}

TEST(TreeBuilder, a_stamp_before_the_source_and_a_reading_betray_a_lost_one_where_the_reading_alone_does_not) {
  auto const later = altered(altered(kAgencyReport, "Marrow", "Mallow"), "86", "68");
  auto const earlier = edited(altered(altered(kAgencyReport, "Tamsel", "Tansel"), "1,270", "1,720"));
  SmallStory story;
  story.tell(later, 12);
  story.tell(earlier, 3);
  story.tell(altered(kOwnReport, "Marrow", "Marlow"), 20);
  EXPECT_EQ(build(story, Clocks::Ignored).lost_sources, 0U);
  EXPECT_EQ(links(build(story)), (std::set<std::string>{"0>a", "0>b"}));
}

TEST(TreeBuilder, papers_that_carry_one_absent_agencys_line_hang_on_a_lost_source) {
  auto const signed_text = altered(kAgencyReport, "PELLWORTH, March 3 -", "PELLWORTH (AP) -");
  SmallStory story;
  story.tell(signed_text, 5);
  story.tell(altered(signed_text, "86", "68"), 6);
  auto const stemma = build(story);
  EXPECT_EQ(links(stemma), (std::set<std::string>{"0>a", "0>b"}));
  ASSERT_FALSE(stemma.edges.at(0).evidence.empty());
  EXPECT_EQ(stemma.edges.at(0).evidence.at(0).text, "carries the line of “AP”, of which no telling is here");
}

TEST(TreeBuilder, own_reports_that_open_with_what_one_absent_paper_told_lean_on_it) {
  SmallStory strangers;
  strangers.tell(kAgencyReport);
  strangers.tell(kOwnReport);
  EXPECT_EQ(build(strangers).origin_groups.size(), 2U);
  SmallStory story;
  story.tell(altered(kAgencyReport, "the county of Aldersee said", "according to a report by The Hill Valley Times"));
  story.tell(
    altered(kOwnReport, "came down\n", "came down\nA secret list obtained by the HVT names who built the road. ")
  );
  auto const stemma = build(story);
  EXPECT_EQ(links(stemma), (std::set<std::string>{"0>a", "0>b"}));
  EXPECT_EQ(stemma.origin_groups.size(), 1U);
  ASSERT_FALSE(stemma.edges.at(0).evidence.empty());
  EXPECT_EQ(
    stemma.edges.at(0).evidence.at(0).text,
    "opens with what “Hill Valley Times” told, as b does; no telling of that source is here"
  );
}

TEST(TreeBuilder, a_wrong_clock_does_not_outweigh_the_readings) {
  SmallStory story;
  auto const garbled = altered(altered(kAgencyReport, "Tamsel", "Tansel"), "Marrow", "Mallow");
  story.tell(kOwnReport, 2);
  story.tell(kAgencyReport, 6);
  story.tell(garbled, 5);
  EXPECT_EQ(links(build(story)), (std::set<std::string>{"b>c"}));
}

TEST(TreeBuilder, without_clocks_it_says_that_it_cannot_tell_the_direction) {
  SmallStory story;
  story.tell(kAgencyReport, 5);
  story.tell(altered(kAgencyReport, "January 14", "January 24"), 9);
  auto const stemma = build(story, Clocks::Ignored);
  ASSERT_EQ(stemma.edges.size(), 1U);
  EXPECT_EQ(stemma.edges[0].direction, Direction::Unknown);
}

TEST(TreeBuilder, a_place_in_a_spelling_that_no_gazetteer_knows_points_to_the_copy) {
  SmallStory story;
  story.tell(altered(kAgencyReport, "Tamsel", "Tansel"));
  story.tell(kAgencyReport);
  EXPECT_EQ(build(story).edges.at(0).direction, Direction::Unknown);

  std::vector<Facts> facts(2);
  TokenText const& text = *story.story().tellings[0].tokens;
  for (std::uint32_t t = 0; t < text.tokens.size(); ++t) {
    if (text.text_of(text.tokens[t]) == "Tansel") {
      Mention mention;
      mention.kind = MentionKind::Place;
      mention.tokens = {t, t + 1};
      mention.place = KnownPlace{"Tamsel", "XX", "", 0, 0, false};
      facts[0].mentions.push_back(mention);
    }
  }
  auto const stemma = TreeBuilder{{}}.build({story.story(), facts, {}, {}});
  EXPECT_EQ(links(stemma), (std::set<std::string>{"b>a"}));
  EXPECT_EQ(stemma.edges.at(0).direction, Direction::Known);
}

}  // namespace

}  // namespace stemma
