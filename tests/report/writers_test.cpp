// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include <gtest/gtest.h>

#include "report/json_writer.hpp"
#include "report/page_writer.hpp"
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
