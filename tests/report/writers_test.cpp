// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include <gtest/gtest.h>

#include "report/json_writer.hpp"
#include "report/page_part.hpp"
#include "report/page_writer.hpp"
#include "report/report_json.hpp"
#include "tests/report/sample_report.hpp"

namespace stemma {
namespace {

using testing::SampleReport;

std::string json_of(Report const& report, Timings timings = Timings::Omitted) {
  std::ostringstream out;
  JsonWriter{}.write(report, out, timings);
  return out.str();
}

std::string page_of(Report const& report) {
  std::ostringstream out;
  PageWriter{}.write(report, out);
  return out.str();
}

std::size_t count_of(std::string_view text, std::string_view needle) {
  std::size_t found = 0;
  for (std::size_t at = text.find(needle); at != std::string_view::npos; at = text.find(needle, at + 1)) {
    ++found;
  }
  return found;
}

/// Two stories of two tellings each and one of one.
Report report_of_three_stories() {
  Report report;
  for (char const* id : {"a", "b", "c", "d", "e"}) {
    auto& document = report.documents.emplace_back();
    document.id = id;
    document.text = std::string(1000, id[0]);
  }
  for (std::vector<std::uint32_t> const& tellings : {std::vector{0U, 3U}, {1U, 2U}, {4U}}) {
    auto& story = report.stories.emplace_back();
    for (auto const telling : tellings) {
      story.stemma.witnesses.push_back(DocId{telling});
    }
  }
  report.nearest_not_merged = {{0, 2, 0.2}, {0, 1, 0.1}};
  return report;
}

TEST(PagePart, IsAllWhereThereIsRoom) {
  auto const report = report_of_three_stories();
  auto const part = part_for_page(report);
  EXPECT_EQ(part.stories, 3U);
  EXPECT_EQ(part.has_document, std::vector<bool>(5, true));
  EXPECT_TRUE(part.left_out.empty());
}

TEST(PagePart, IsTheLargestStoriesWhereThereIsNoRoomForAll) {
  auto const report = report_of_three_stories();
  auto const part = part_for_page(report, 7000);
  EXPECT_EQ(part.stories, 2U);
  EXPECT_EQ(part.has_document, (std::vector<bool>{true, true, true, true, false}));
  ASSERT_EQ(part.left_out.size(), 1U);
  EXPECT_NE(part.left_out[0].reason.find("the largest 2 of 3 stories"), std::string::npos);
  EXPECT_EQ(part_for_page(report, 1).stories, 1U) << "a story that is too large by itself is better than nothing";
}

TEST(PagePart, IsWrittenWithItsTextsOnlyAndSaysWhatIsMissing) {
  auto const report = report_of_three_stories();
  auto const part = part_for_page(report, 3500);
  ASSERT_EQ(part.stories, 1U);
  std::ostringstream out;
  JsonStream json{out, JsonPlace::Page};
  write_report(json, report, Timings::Omitted, {}, &part);
  EXPECT_EQ(count_of(out.str(), R"("text":)"), 2U);
  EXPECT_EQ(count_of(out.str(), R"("drawing":)"), 1U);
  EXPECT_NE(out.str().find(R"("nearest_not_merged":[])"), std::string::npos);
  EXPECT_NE(
    out.str().find("the largest 1 of 3 stories, and their texts; the JSON report has all, of 5 texts"),
    std::string::npos
  );
}

TEST(JsonWriter, WritesWallTimesOnlyWhereAsked) {
  Report report;
  report.timings.push_back({"corpus", 0.25});
  EXPECT_NE(json_of(report).find(R"("timings":[])"), std::string::npos);
  EXPECT_NE(json_of(report, Timings::Written).find(R"({"stage":"corpus","seconds":0.25})"), std::string::npos);
}

TEST(JsonWriter, NamesALostSourceSoThatNoDocumentOfTheStoryHasItsName) {
  SampleReport sample;
  sample.telling("lost-1", 1).telling("b", 2).lost(1).edge(2, 0, 0.5).edge(2, 1, 0.5);
  std::string const json = json_of(sample.report());
  EXPECT_NE(json.find(R"("lost":["lost-2"])"), std::string::npos);
  EXPECT_NE(json.find(R"("parent":"lost-2","child":"lost-1")"), std::string::npos);
}

TEST(JsonWriter, WritesReadingsWithTheirSpansAndFirstCarrier) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 2);
  Reading reading{"Vranjevo", DocId{0}, {{DocId{0}, 16, 24}}};
  Reading unknown{"Vrajnevo", std::nullopt, {{DocId{1}, 16, 24}}};
  sample.report().stories[0].apparatus.push_back(
    {VariationKind::Place, 0.8, "where the levee broke", {reading, unknown}, std::nullopt}
  );
  EXPECT_NE(
    json_of(sample.report())
      .find(R"({"id":0,"kind":"place","severity":0.8,"label":"where the levee broke","readings":[)"
            R"({"text":"Vranjevo","first":"a","spans":[{"document":"a","begin":16,"end":24}]},)"
            R"({"text":"Vrajnevo","first":null,"spans":[{"document":"b","begin":16,"end":24}]}],"note":null})"),
    std::string::npos
  );
}

TEST(PageWriter, CarriesTheReportInItsDataElement) {
  SampleReport sample;
  sample.telling("a", 1);
  std::string const page = page_of(sample.report());
  EXPECT_EQ(page.rfind("<!doctype html>", 0), 0U);
  EXPECT_NE(page.find(R"(id="stemma-data">{"schema":"stemma.report/1")"), std::string::npos);
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(PageWriter, LetsNoTextEndItsDataElement) {
  SampleReport plain;
  plain.telling("a", 1);
  SampleReport hostile;
  hostile.telling("a</script><script>alert(1)</script><!--", 1);
  hostile.report().documents[0].text = "</SCRIPT ><img src=x onerror=alert(1)>\xFF\x00 & <!-- <script>";
  hostile.report().stories[0].title = "]]></script>";
  for (std::string_view const mark : {"<", ">", "</script", "<script", "<!--", "<img"}) {
    EXPECT_EQ(count_of(page_of(hostile.report()), mark), count_of(page_of(plain.report()), mark)) << mark;
  }
}

TEST(PageWriter, IsSmallWithoutData) {
  EXPECT_LE(page_of(Report{}).size(), 300'000U);
}

TEST(PageWriter, WritesTheSameBytesForTheSameReport) {
  SampleReport sample;
  sample.telling("a", 1).telling("b", 2).edge(0, 1, 0.123456789);
  sample.report().timings.push_back({"trees", 0.123});
  std::string const first = page_of(sample.report());
  sample.report().timings[0].seconds = 99;
  EXPECT_EQ(page_of(sample.report()), first);
}

}  // namespace
}  // namespace stemma
