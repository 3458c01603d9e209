// SPDX-License-Identifier: Apache-2.0
#include "report/graph_writers.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "report/tei_writer.hpp"
#include "report/xml_text.hpp"
#include "tests/report/sample_report.hpp"

namespace stemma {
namespace {

using testing::SampleReport;

template <typename Writer>
std::string written(Report const& report) {
  std::ostringstream out;
  Writer{}.write(report, out);
  return out.str();
}

bool has(std::string const& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(DotWriter, DrawsNoArrowWhereTheDirectionIsNotKnown) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 2).telling("c", 3).edge(0, 1, 0.9).edge(0, 2, 0.2, Direction::Unknown);
  auto const dot = written<DotWriter>(sample.report());
  EXPECT_TRUE(has(dot, "s0n0 -> s0n1 [label=\"0.9\", weight=2];"));
  EXPECT_TRUE(has(dot, "s0n0 -> s0n2 [label=\"0.9\", weight=1, dir=none];"));
}

TEST(DotWriter, DrawsOneTextAsOneNodeWithAllThatPrintedIt) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 2).telling("c", 3).telling("d", 4);
  sample.edge(0, 1, 1).edge(0, 2, 1, Direction::Unknown).edge(0, 3, 0.4);
  sample.report().documents[1].outlet = "Harbour \"Post\"";
  sample.stemma().same_texts.push_back({NodeId{0}, {DocId{0}, DocId{1}, DocId{2}}});
  auto const dot = written<DotWriter>(sample.report());
  EXPECT_TRUE(has(dot, "\\n= b, Harbour \\\"Post\\\"\\n= c\"];"));
  EXPECT_FALSE(has(dot, "s0n1"));
  EXPECT_FALSE(has(dot, "s0n2"));
  EXPECT_TRUE(has(dot, "s0n0 -> s0n3"));
}

TEST(DotWriter, LetsNoNameEndItsString) {
  SampleReport sample;
  sample.telling("a\" ]; } evil {\\", 1);
  EXPECT_TRUE(has(written<DotWriter>(sample.report()), R"(label="a\" ]; } evil {\\)"));
}

TEST(GraphmlWriter, SaysWhichNodeIsLostAndEscapesNames) {
  SampleReport sample;
  sample.telling("a<&\"", 1).telling("b", 2).lost(1).edge(2, 0, 0.5).edge(2, 1, 0.5);
  auto const xml = written<GraphmlWriter>(sample.report());
  EXPECT_TRUE(has(xml, "a&lt;&amp;&quot;"));
  EXPECT_TRUE(has(xml, R"(<node id="s0n2"><data key="name">lost-1</data><data key="lost">true</data></node>)"));
  EXPECT_TRUE(has(xml, R"(<edge source="s0n2" target="s0n0">)"));
}

TEST(NewickWriter, WritesATreeForEachOrigin) {
  SampleReport sample;
  sample.telling("a", 1).telling("it's", 2).telling("c", 3).telling("d", 4).edge(0, 1, 1).edge(0, 2, 1);
  EXPECT_EQ(written<NewickWriter>(sample.report()), "[Levee breaks at Vranjevo]\n('it''s','c')'a';\n'd';\n");
}

TEST(NewickWriter, LeavesOutAStoryThatIsNoTreeAndSaysSo) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 2).telling("c", 3).edge(0, 2, 1).edge(1, 2, 1);
  auto const newick = written<NewickWriter>(sample.report());
  EXPECT_TRUE(has(newick, "no tree"));
  EXPECT_FALSE(has(newick, ";"));
}

TEST(TeiWriter, PutsAPlaceIntoTheTextWithItsReadingsByWitness) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 2);
  Reading old_one{"Vranjevo", DocId{0}, {{DocId{0}, 16, 24}}};
  Reading new_one{"Vrajnevo", DocId{1}, {{DocId{1}, 16, 24}}};
  sample.report().stories[0].apparatus.push_back({VariationKind::Place, 0.8, "", {old_one, new_one}, std::nullopt});
  auto const tei = written<TeiWriter>(sample.report());
  EXPECT_TRUE(has(
    tei,
    "<p>Levee breaks at <app type=\"place\"><lem wit=\"#s0w0-a\">Vranjevo</lem>"
    "<rdg wit=\"#s0w1-b\">Vrajnevo</rdg></app></p>\n<p>Water came at dawn.</p>"
  ));
}

TEST(XmlText, ReplacesWhatXmlCannotHold) {
  EXPECT_EQ(
    xml_text("a\x01"
             "b\xEF\xBF\xBF<"),
    "a\xEF\xBF\xBD"
    "b\xEF\xBF\xBD&lt;"
  );
}

}  // namespace
}  // namespace stemma
