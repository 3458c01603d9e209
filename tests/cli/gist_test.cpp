// SPDX-License-Identifier: Apache-2.0
#include "cli/gist.hpp"

#include <algorithm>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "cli/gist_words.hpp"
#include "cli/printable.hpp"
#include "tests/cli/sample_report.hpp"

namespace stemma::cli {
namespace {

std::string gist_of(Report const& report, Display const& display = {}) {
  std::ostringstream out;
  print_gist(report, display, out);
  return out.str();
}

TEST(Gist, says_the_finding_then_the_tree_then_the_differences) {
  EXPECT_EQ(
    gist_of(sample_report(), {100, Colour::Plain}),
    "4 documents, 1 story\n"
    "\n"
    "Ferry Runs Aground Off Milos\n"
    "4 tellings, 2 independent origins\n"
    "\n"
    "  A        Aegean Daily      16 Apr 2026 05:10  origin\n"
    "  B        The Harbour Post  16 Apr 2026 05:12  origin\n"
    "  └─ C     Orbit             16 Apr 2026 06:40  from B, 81 % of it, likely 0.86\n"
    "     └─ D  PulseWire         16 Apr 2026 08:20  from C, 60 % of it, almost certain 0.97\n"
    "                                                also with A, 30 % of it, possible 0.40\n"
    "\n"
    "Where the tellings differ\n"
    "  187 passengers] A B   178 C D   number\n"
  );
}

TEST(Gist, keeps_to_the_width_of_the_terminal) {
  Report report = sample_report();
  report.documents[0].outlet = std::string(300, 'x');
  report.stories[0].title = std::string(300, 't');
  report.stories[0].apparatus[0].readings[0].text = std::string(300, 'r');
  report.skipped.push_back({"a/file.txt", {}, "not UTF-8 at byte 17"});
  for (std::size_t const columns : {40U, 60U, 80U, 140U}) {
    std::istringstream lines{gist_of(report, {columns, Colour::Plain})};
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(columns_of(line), columns) << line;
    }
  }
}

TEST(Gist, lets_no_control_character_through) {
  Report report = sample_report();
  std::string const evil =
    "\x1B]0;owned\x07\x1B[2J\r\n\xC2\x9B\x31m\xE2\x80\xAE"
    "evil\x7F";
  report.documents[0].outlet = evil;
  report.documents[1].outlet.reset();
  report.documents[1].id = evil;
  report.stories[0].title = evil;
  report.stories[0].apparatus[0].readings[0].text = evil;
  report.skipped.push_back({evil, 3, evil});
  report.notices.push_back({evil, {}, evil});
  std::string const gist = gist_of(report);
  EXPECT_TRUE(std::none_of(gist.begin(), gist.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == '\x7F';
  }));
  EXPECT_EQ(gist.find("\xC2\x9B"), std::string::npos);
  EXPECT_EQ(gist.find("\xE2\x80\xAE"), std::string::npos);
}

TEST(Gist, colours_only_where_asked) {
  EXPECT_EQ(gist_of(sample_report()).find('\x1B'), std::string::npos);
  EXPECT_NE(gist_of(sample_report(), {80, Colour::Coloured}).find("\x1B[33m178\x1B[0m"), std::string::npos);
}

TEST(Gist, says_that_it_cannot_tell_who_came_first) {
  Report report = sample_report();
  report.stories[0].stemma.edges[0].direction = Direction::Unknown;
  report.stories[0].stemma.edges[0].confidence = 0.5;
  std::string const gist = gist_of(report, {140, Colour::Plain});
  EXPECT_NE(gist.find("with B, 81 % of it, cannot tell 0.50; who came first cannot be told"), std::string::npos)
    << gist;
}

TEST(Gist, counts_what_it_leaves_out) {
  Report report = sample_report();
  Story const story = report.stories[0];
  report.stories[0].apparatus.assign(20, story.apparatus[0]);
  report.stories[0].apparatus.back().severity = 0.1;
  report.stories.insert(report.stories.end(), 4, story);
  Story single;
  single.stemma.witnesses = {DocId{0}};
  report.stories.push_back(single);
  report.skipped.assign(9, {"w.jsonl", 4, "broken"});
  std::string const gist = gist_of(report);
  EXPECT_NE(gist.find("and 14 more differences, 13 of them in facts"), std::string::npos) << gist;
  EXPECT_NE(gist.find("and 2 more stories with several tellings"), std::string::npos) << gist;
  EXPECT_NE(gist.find("6 stories (1 told only once)"), std::string::npos) << gist;
  EXPECT_NE(gist.find("9 inputs were skipped"), std::string::npos) << gist;
  EXPECT_NE(gist.find("and 4 more"), std::string::npos) << gist;
}

TEST(Gist, names_lost_sources) {
  Report report = sample_report();
  Stemma& stemma = report.stories[0].stemma;
  stemma.lost_sources = 1;
  stemma.edges.push_back({NodeId{4}, NodeId{0}, Direction::Known, 0.8, 0.5, {}, {}});
  std::string const gist = gist_of(report);
  EXPECT_NE(gist.find("1 lost source"), std::string::npos);
  EXPECT_NE(gist.find("α"), std::string::npos);
  EXPECT_NE(gist.find("from α"), std::string::npos);
}

TEST(Gist, survives_a_deep_tree) {
  Report report;
  Story story;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    Document document;
    document.id.append("d").append(std::to_string(i));
    report.documents.push_back(document);
    story.stemma.witnesses.push_back(DocId{i});
    if (i > 0) {
      story.stemma.edges.push_back({NodeId{i - 1}, NodeId{i}, Direction::Known, 0.9, 0.9, {}, {}});
    }
  }
  report.stories.push_back(story);
  EXPECT_NE(gist_of(report).find("and 2,976 more tellings"), std::string::npos);
}

TEST(Gist, prints_an_empty_report) {
  EXPECT_EQ(gist_of({}), "0 documents, 0 stories\n");
}

TEST(GistWords, says_the_word_before_the_number) {
  EXPECT_EQ(sureness(0.951), "almost certain 0.95");
  EXPECT_EQ(sureness(0.9999), "almost certain 0.99");
  EXPECT_EQ(sureness(0.75), "likely 0.75");
  EXPECT_EQ(sureness(0.55), "leaning 0.55");
  EXPECT_EQ(sureness(0.2), "cannot tell 0.20");
}

TEST(GistWords, takes_the_word_from_the_number_that_stands_beside_it) {
  EXPECT_EQ(sureness(0.9451), "almost certain 0.95");
  EXPECT_EQ(sureness(0.9449), "likely 0.94");
  EXPECT_EQ(sureness(0.746), "likely 0.75");
  EXPECT_EQ(sureness(0.545), "leaning 0.55");
  EXPECT_EQ(sureness(0.996), "almost certain 0.99");
  EXPECT_EQ(sureness(1), "almost certain 1.00");
  EXPECT_EQ(sureness(0.004), "cannot tell under 0.01");
}

TEST(GistWords, counts_in_words) {
  EXPECT_EQ(counted(1, "story", "stories"), "1 story");
  EXPECT_EQ(counted(0, "story", "stories"), "0 stories");
  EXPECT_EQ(counted(1234567, "story", "stories"), "1,234,567 stories");
}

TEST(GistWords, tells_the_moment) {
  EXPECT_EQ(moment({}), "no time given");
  EXPECT_EQ(moment(UtcTime{std::chrono::seconds{0}}), " 1 Jan 1970 00:00");
}

}  // namespace
}  // namespace stemma::cli
