// SPDX-License-Identifier: Apache-2.0
#include "report/stemma_drawer.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/report/sample_report.hpp"

namespace stemma {
namespace {

using testing::SampleReport;

Drawing draw(SampleReport& sample) {
  return StemmaDrawer{}.draw(sample.report(), sample.stemma());
}

std::string sigla_by_lane(Drawing const& drawing) {
  std::string sigla;
  for (DrawnNode const& node : drawing.nodes) {
    sigla += node.siglum;
  }
  return sigla;
}

DrawnNode const& node_of(Drawing const& drawing, std::uint32_t id) {
  return *std::find_if(drawing.nodes.begin(), drawing.nodes.end(), [&](DrawnNode const& node) {
    return node.id == NodeId{id};
  });
}

TEST(StemmaDrawer, NamesTellingsByTimeAndKeepsFamiliesTogether) {
  SampleReport sample;
  sample.telling("wire", 6).telling("daily", 8).telling("other", 7).telling("spin", 20).telling("brief", 9);
  sample.edge(0, 1, 0.9).edge(1, 3, 0.3).edge(0, 4, 0.5);
  Drawing const drawing = draw(sample);
  // wire A, other B, daily C, brief D, spin E; the family of A first: A, C with its E, D; then B.
  EXPECT_EQ(sigla_by_lane(drawing), "ACEDB");
  EXPECT_EQ(drawing.axis, DrawnAxis::Time);
  EXPECT_EQ(drawing.groups, 2U);
  EXPECT_EQ(node_of(drawing, 2).kind, DrawnKind::Origin);
  EXPECT_DOUBLE_EQ(*node_of(drawing, 0).at, 0);
  EXPECT_DOUBLE_EQ(*node_of(drawing, 3).at, 1);
}

TEST(StemmaDrawer, LetsLinesOfOneSourceLeaveFarthestFirst) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 2).telling("c", 3).telling("d", 4).edge(0, 1, 0.9).edge(0, 2, 0.2).edge(
    0, 3, 0.5
  );
  Drawing const drawing = draw(sample);
  ASSERT_EQ(drawing.links.size(), 3U);
  double last_track = 0;
  std::uint32_t last_lane = 99;
  for (DrawnLink const& link : drawing.links) {
    double const track = std::stod(link.path.substr(1));
    EXPECT_GT(track, last_track) << "each next line leaves further right";
    EXPECT_LT(node_of(drawing, static_cast<std::uint32_t>(index_of(link.child))).lane, last_lane)
      << "and goes to a nearer lane";
    last_track = track;
    last_lane = node_of(drawing, static_cast<std::uint32_t>(index_of(link.child))).lane;
  }
}

TEST(StemmaDrawer, DrawsTheLesserSourceOfAMergeAsSuch) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 2).telling("m", 3).edge(0, 2, 0.3).edge(1, 2, 0.6);
  Drawing const drawing = draw(sample);
  ASSERT_EQ(drawing.links.size(), 2U);
  for (DrawnLink const& link : drawing.links) {
    EXPECT_EQ(link.is_merge, link.parent == NodeId{0});
  }
}

TEST(StemmaDrawer, PutsALostSourceLeftOfWhatComesFromIt) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 5).telling("c", 9).lost(1).edge(3, 0, 0.5).edge(3, 1, 0.5);
  Drawing const drawing = draw(sample);
  EXPECT_EQ(sigla_by_lane(drawing), "αABC");
  EXPECT_EQ(node_of(drawing, 3).kind, DrawnKind::Lost);
  EXPECT_LT(node_of(drawing, 3).x, node_of(drawing, 0).x);
  EXPECT_GE(node_of(drawing, 3).x, 0);
}

TEST(StemmaDrawer, PutsTellingsWithoutATimeToTheRight) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 5).telling("c", 9).telling("u", std::nullopt).telling("v", std::nullopt);
  sample.edge(0, 3, 0.5).edge(3, 4, 0.5);
  Drawing const drawing = draw(sample);
  EXPECT_FALSE(node_of(drawing, 3).at.has_value());
  EXPECT_GT(node_of(drawing, 3).x, node_of(drawing, 2).x);
  EXPECT_GT(node_of(drawing, 4).x, node_of(drawing, 3).x);
  EXPECT_LE(node_of(drawing, 4).x, drawing.width);
}

TEST(StemmaDrawer, CountsStepsWhereTooFewTellingsHaveATime) {
  SampleReport sample;
  sample.telling("a", std::nullopt).telling("b", std::nullopt).telling("c", 4).edge(0, 1, 0.5).edge(1, 2, 0.5);
  Drawing const drawing = draw(sample);
  EXPECT_EQ(drawing.axis, DrawnAxis::Steps);
  EXPECT_DOUBLE_EQ(*node_of(drawing, 1).at, 0.5);
  EXPECT_EQ(drawing.ticks.size(), 3U);
  EXPECT_EQ(drawing.ticks[1].label, "1 step");
}

TEST(StemmaDrawer, NumbersLettersByFamilyWhereTheAlphabetEnds) {
  SampleReport sample;
  for (int i = 0; i < 40; ++i) {
    sample.telling(std::to_string(100 + i), i);
  }
  for (std::uint32_t child = 1; child < 40; ++child) {
    if (child != 7) {
      sample.edge(0, child, 0.5);
    }
  }
  Drawing const drawing = draw(sample);
  std::set<std::string> sigla;
  for (DrawnNode const& node : drawing.nodes) {
    sigla.insert(node.siglum);
  }
  EXPECT_EQ(sigla.size(), 40U);
  EXPECT_EQ(node_of(drawing, 0).siglum, "A");
  EXPECT_EQ(node_of(drawing, 1).siglum, "A1");
  EXPECT_EQ(node_of(drawing, 7).siglum, "B");
}

TEST(StemmaDrawer, DrawsALongChainAndALoopWithoutLosingANode) {
  SampleReport chain;
  for (int i = 0; i < 3000; ++i) {
    chain.telling(std::to_string(10000 + i), i);
  }
  for (std::uint32_t child = 1; child < 3000; ++child) {
    chain.edge(child - 1, child, 0.5);
  }
  EXPECT_EQ(draw(chain).nodes.size(), 3000U);

  SampleReport loop;  // the tree builder promises that there is none; a picture must end all the same
  loop.telling("a", 1).telling("b", 2).telling("c", 3).edge(0, 1, 0.5).edge(1, 2, 0.5).edge(2, 0, 0.5);
  EXPECT_EQ(draw(loop).nodes.size(), 3U);
}

TEST(StemmaDrawer, KeepsALaneForEachNodeAndStaysInsideThePicture) {
  SampleReport sample;
  sample.telling("a", 3).telling("b", 1).telling("c", 1).telling("d", 200).telling("e", std::nullopt).lost(2);
  sample.edge(5, 0, 1.0).edge(5, 1, 0.2).edge(6, 2, 0.7).edge(2, 3, 0.4).edge(0, 3, 0.3).edge(
    3, 4, 0.9, Direction::Unknown
  );
  Drawing const drawing = draw(sample);
  std::set<std::uint32_t> lanes;
  for (DrawnNode const& node : drawing.nodes) {
    lanes.insert(node.lane);
    EXPECT_GE(node.x, 0);
    EXPECT_LE(node.x, drawing.width);
    EXPECT_LT(node.y, drawing.height);
  }
  EXPECT_EQ(lanes.size(), 7U);
  EXPECT_EQ(drawing.links.size(), 6U);
}

}  // namespace
}  // namespace stemma
