// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stemma/archive.hpp"
#include "stemma/dedup.hpp"
#include "stemma/stemma.hpp"
#include "tests/corpus/held_rows.hpp"
#include "tests/corpus/scratch_folder.hpp"

namespace stemma {
namespace {

constexpr char const* kFlood =
  "The levee on the Tisza near Vranjevo broke at four in the morning, and water ran into the lower streets. Officials said "
  "38 people were brought to safety by boat, and the school would stay closed until Monday.";
constexpr char const* kFloodAgain =
  "The levee on the Tisza near Vranjevo broke at four in the morning, and water ran into the lower streets. Officials said "
  "58 people were brought to safety by boat, and the school would stay closed until Monday.";
constexpr char const* kBank =
  "The central bank left its main rate at 4.5 percent on Friday, as economists had expected.";

class RowsTest : public ScratchFolder {
 protected:
  HeldRows const rows_{
    {{kFlood, "b", "2026-04-16T05:00:00Z", {}},
     {{}, "gone", {}, {}},
     {kFloodAgain, "a", "2026-04-16T08:00:00Z", {}},
     {kBank, "c", {}, {}}}};

  /// The same as records of a file.
  static std::vector<std::filesystem::path> file() {
    write(
      "rows.jsonl", R"({"id": "b", "published": "2026-04-16T05:00:00Z", "text": ")" + std::string{kFlood} +
                      "\"}\n{\"id\": \"gone\"}\n" + R"({"id": "a", "published": "2026-04-16T08:00:00Z", "text": ")" +
                      kFloodAgain + "\"}\n" + R"({"id": "c", "text": ")" + kBank + "\"}\n"
    );
    return {"rows.jsonl"};
  }

  static std::string bytes(std::filesystem::path const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  static std::string json(Report report) {
    for (Document& document : report.documents) {
      document.source.clear();
    }
    report.skipped.clear();
    std::ostringstream out;
    write_json(report, out);
    return out.str();
  }
};

TEST_F(RowsTest, have_the_copies_that_a_file_of_them_has) {
  Deduplicator const search{DedupOptions{}};
  DedupRun const run = search.run(rows_, "of_rows");
  static_cast<void>(search.run(file(), "of_file"));
  for (char const* const name : {"links.jsonl", "clusters.jsonl", "summary.json"}) {
    EXPECT_EQ(bytes(std::filesystem::path{"of_rows"} / name), bytes(std::filesystem::path{"of_file"} / name)) << name;
  }
  EXPECT_EQ(run.is_redundant_row, (std::vector<bool>{false, false, true, false}));
  EXPECT_EQ(run.skipped, 1);
}

TEST_F(RowsTest, have_the_report_that_a_file_of_them_has) {
  Pipeline const pipeline{Options{}};
  Report const report = pipeline.run(rows_);
  EXPECT_EQ(report.skipped.size(), 1);
  EXPECT_EQ(report.skipped[0].line, 2);
  EXPECT_EQ(json(report), json(pipeline.run(file())));
}

TEST_F(RowsTest, are_compared_with_the_first_as_the_left) {
  HeldRows const two{{{kFlood, "z", {}, {}}, {kFloodAgain, "a", {}, {}}}};
  Comparison const comparison = Pipeline{Options{}}.compare(two);
  EXPECT_EQ(comparison.report.documents[index_of(comparison.left)].id, "z");
  EXPECT_GT(comparison.share_left, 0.9);
  EXPECT_THROW(static_cast<void>(Pipeline{Options{}}.compare(rows_)), Error);
}

TEST_F(RowsTest, are_known_to_an_archive_that_has_their_file) {
  Archive::create("news");
  Archive archive{"news"};
  EXPECT_EQ(archive.add(file()).documents, 3);
  ArchiveAddition const again = archive.add(rows_);
  EXPECT_EQ(again.documents, 0);
  EXPECT_EQ(again.known, 3);
  EXPECT_EQ(again.skipped, 1);
}

TEST_F(RowsTest, that_are_all_bad_are_an_error) {
  HeldRows const bad{{{{}, "a", {}, {}}}};
  EXPECT_THROW(static_cast<void>(Deduplicator{DedupOptions{}}.run(bad, "out")), Error);
  EXPECT_THROW(static_cast<void>(Pipeline{Options{}}.run(bad)), Error);
}

}  // namespace
}  // namespace stemma
