// SPDX-License-Identifier: Apache-2.0
#include "stemma/archive.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stemma/error.hpp"
#include "stemma/stemma.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

/// An empty folder, and the retellings that the project carries.
class ArchiveTest : public testing::Test {
 protected:
  ArchiveTest() : folder_{fs::temp_directory_path() / ("stemma_archive_" + std::to_string(std::random_device{}()))} {
    fs::create_directories(folder_);
    std::ifstream file{STEMMA_RETELLINGS};
    for (std::string line; std::getline(file, line);) {
      lines_.push_back(line);
    }
  }

  ~ArchiveTest() override { fs::remove_all(folder_); }

  fs::path write(std::string const& name, std::vector<std::string> const& lines) const {
    std::ofstream file{folder_ / name};
    for (auto const& line : lines) {
      file << line << '\n';
    }
    return folder_ / name;
  }

  fs::path made() const {
    Archive::create(folder_ / "a");
    return folder_ / "a";
  }

  static ArchiveAddition add(fs::path const& archive, fs::path const& input) {
    std::vector const paths{input};
    return Archive{archive}.add(paths);
  }

  /// The stories of several documents, as ids.
  static std::set<std::set<std::string>> stories_of(fs::path const& archive) {
    std::ostringstream out;
    EXPECT_TRUE((Archive{archive}.write(ArchiveExport::Stories, ArchiveForm::Csv, out)).empty());
    std::map<std::string, std::set<std::string>> stories;
    std::istringstream rows{out.str()};
    std::string row;
    std::getline(rows, row);
    EXPECT_EQ(row, "story,number,id,published,outlet\r");
    while (std::getline(rows, row)) {
      auto const first = row.find(',');
      auto const second = row.find(',', first + 1);
      stories[row.substr(0, first)].insert(row.substr(second + 1, row.find(',', second + 1) - second - 1));
    }
    std::set<std::set<std::string>> sets;
    for (auto const& [story, ids] : stories) {
      sets.insert(ids);
    }
    return sets;
  }

  static std::set<std::string> ids_of(Report const& report, Story const& story) {
    std::set<std::string> ids;
    for (auto const witness : story.stemma.witnesses) {
      ids.insert(report.documents[index_of(witness)].id);
    }
    return ids;
  }

  fs::path folder_;
  std::vector<std::string> lines_;
};

TEST_F(ArchiveTest, has_the_stories_of_a_full_trace_whatever_the_portions_and_their_order) {
  std::vector const input{write("all.jsonl", lines_)};
  auto const report = Pipeline{{}}.run(input);
  std::set<std::set<std::string>> expected;
  for (auto const& story : report.stories) {
    if (story.stemma.witnesses.size() > 1) {
      expected.insert(ids_of(report, story));
    }
  }
  std::mt19937 random{5};
  for (std::size_t const portions : {1UL, 4UL}) {
    auto lines = lines_;
    std::ranges::shuffle(lines, random);
    fs::remove_all(folder_ / "a");
    auto const archive = made();
    for (std::size_t p = 0; p < portions; ++p) {
      auto const at = [&](std::size_t part) {
        return lines.begin() + static_cast<std::ptrdiff_t>(part * lines.size() / portions);
      };
      static_cast<void>(add(archive, write("part.jsonl", {at(p), at(p + 1)})));
    }
    EXPECT_EQ(stories_of(archive), expected) << portions;
    EXPECT_TRUE(Archive{archive}.check().faults.empty());
  }
}

TEST_F(ArchiveTest, gives_of_a_story_what_a_trace_of_its_documents_gives) {
  auto const archive = made();
  static_cast<void>(add(archive, write("all.jsonl", lines_)));
  std::vector const input{folder_ / "all.jsonl"};
  auto const full = Pipeline{{}}.run(input);
  auto const& expected = full.stories.front();
  auto const report = Archive{archive}.story(*ids_of(full, expected).begin());
  ASSERT_EQ(report.stories.size(), 1U);
  auto const& story = report.stories.front();
  EXPECT_EQ(ids_of(report, story), ids_of(full, expected));
  EXPECT_EQ(story.title, expected.title);
  ASSERT_EQ(story.stemma.edges.size(), expected.stemma.edges.size());
  for (std::size_t i = 0; i < story.stemma.edges.size(); ++i) {
    EXPECT_EQ(story.stemma.edges[i].parent, expected.stemma.edges[i].parent);
    EXPECT_EQ(story.stemma.edges[i].confidence, expected.stemma.edges[i].confidence);
  }
  ASSERT_EQ(story.apparatus.size(), expected.apparatus.size());
  for (std::size_t i = 0; i < story.apparatus.size(); ++i) {
    EXPECT_EQ(story.apparatus[i].label, expected.apparatus[i].label);
    EXPECT_EQ(story.apparatus[i].severity, expected.apparatus[i].severity);
  }
}

TEST_F(ArchiveTest, leaves_out_what_it_has_already) {
  auto const archive = made();
  auto const input = write("all.jsonl", lines_);
  EXPECT_EQ(add(archive, input).documents, lines_.size());
  auto const again = add(archive, input);
  EXPECT_EQ(again.documents, 0U);
  EXPECT_EQ(again.known, lines_.size());
  EXPECT_EQ(Archive{archive}.stats().documents, lines_.size());
}

TEST_F(ArchiveTest, knows_what_stands_twice_in_one_addition) {
  auto const archive = made();
  auto twice = lines_;
  twice.insert(twice.end(), lines_.begin(), lines_.end());
  auto const addition = add(archive, write("twice.jsonl", twice));
  EXPECT_EQ(addition.documents, lines_.size());
  EXPECT_EQ(addition.known, lines_.size());
}

/// More than are written together: a portion is read while the one before it is written.
TEST_F(ArchiveTest, adds_the_same_for_any_number_of_threads) {
  std::mt19937 random{11};
  std::vector<std::string> lines;
  for (int i = 0; i < 9000; ++i) {
    std::string text;
    for (int word = 0; word < 12; ++word) {
      text += (word == 0 ? "Word" : " word") + std::to_string(random() % 5000);
    }
    lines.push_back(R"({"id":"d)" + std::to_string(i) + R"(","text":")" + text + R"("})");
  }
  lines[8500] = R"({"id":"d10","text":"Another text under an id of the portion before."})";
  lines[8600] = lines[20];
  auto const input = write("all.jsonl", lines);
  std::vector<std::string> written;
  for (unsigned const threads : {1U, 4U}) {
    fs::remove_all(folder_ / "a");
    auto const archive = made();
    Options options;
    options.threads = threads;
    std::vector const inputs{input};
    auto const addition = Archive{archive, options}.add(inputs);
    EXPECT_EQ(addition.documents, lines.size() - 1);
    EXPECT_EQ(addition.known, 1U);
    EXPECT_EQ(addition.notes.size(), 1U);
    std::ostringstream out;
    for (auto const* const segment : {"00000001.segment", "00000002.segment"}) {
      out << std::ifstream{archive / "segments" / segment, std::ios::binary}.rdbuf();
    }
    for (auto const what : {ArchiveExport::Documents, ArchiveExport::Stories}) {
      static_cast<void>(Archive{archive}.write(what, ArchiveForm::Jsonl, out));
    }
    written.push_back(out.str());
    EXPECT_NE(written.back().find(R"("id":"d10-2")"), std::string::npos);
  }
  EXPECT_TRUE(written[0] == written[1]);
}

TEST_F(ArchiveTest, tells_of_documents_from_a_number_on) {
  auto const folder = made();
  Archive archive{folder};
  std::vector const first{
    write("first.jsonl", {R"({"id":"one","title":"A title","text":"Nobody else tells this at all."})"})};
  std::vector const second{write("second.jsonl", {R"({"id":"two","text":"And this is another text about bees."})"})};
  EXPECT_EQ(archive.add(first).first_number, 1U);
  auto const addition = archive.add(second);
  EXPECT_EQ(addition.first_number, 2U);
  auto const there = archive.documents_from(addition.first_number, 10);
  ASSERT_EQ(there.size(), 1U);
  EXPECT_EQ(there[0].id, "two");
  EXPECT_EQ(archive.documents_from(1, 1).front().title, "A title");
  EXPECT_TRUE(archive.documents_from(3, 10).empty());
  EXPECT_FALSE(archive.story_called("one"));
  EXPECT_THROW(static_cast<void>(archive.story_called("nobody")), Error);
}

TEST_F(ArchiveTest, keeps_another_text_under_a_known_id_by_another_id) {
  auto const archive = made();
  static_cast<void>(add(archive, write("one.jsonl", {R"({"id":"a","text":"The first text of all."})"})));
  auto const changed = write("two.jsonl", {R"({"id":"a","text":"Quite another text."})"});
  EXPECT_EQ(add(archive, changed).notes.size(), 1U);
  EXPECT_EQ(add(archive, changed).known, 1U);
  std::ostringstream out;
  static_cast<void>(Archive{archive}.write(ArchiveExport::Documents, ArchiveForm::Jsonl, out));
  EXPECT_NE(out.str().find(R"("id":"a-2")"), std::string::npos);
}

TEST_F(ArchiveTest, finds_a_passage_with_its_bytes_on_both_sides) {
  auto const archive = made();
  std::string const told =
    "the ferry ran aground on a reef off the island early on Tuesday with many people on board and nobody was hurt";
  static_cast<void>(add(
    archive,
    write(
      "two.jsonl",
      {R"({"id":"a","outlet":"Post","published":"2026-01-05","text":"It was told that )" + told + R"(, they say."})",
       R"({"id":"b","outlet":"Sun","published":"2026-02-05","text":"Something else altogether, about a library with books."})",
       R"({"id":"c","outlet":"Sun","published":"2026-02-05","text":")" + told +
         R"(. More of the same followed later."})"}
    )
  ));
  ArchiveQuestion question;
  question.text = "Long before, " + told + "!";
  Archive open{archive};
  auto const answer = open.query(question);
  ASSERT_EQ(answer.matches.size(), 2U);
  auto const& passage = answer.matches[0].passages.at(0);
  EXPECT_EQ(answer.matches[0].document.id, "a");
  EXPECT_EQ(
    question.text.substr(passage.question_begin_byte, passage.question_end_byte - passage.question_begin_byte), told
  );
  EXPECT_EQ(passage.text, told);
  EXPECT_EQ(passage.document_begin_byte, 17U);
  question.outlet = "Sun";
  EXPECT_EQ(open.query(question).matches.at(0).document.id, "c");
  question.outlet.reset();
  question.until = UtcTime{std::chrono::sys_days{std::chrono::year{2026} / 1 / 6}};
  EXPECT_EQ(open.query(question).matches.size(), 1U);
  question.text = "nothing of these words has ever been printed anywhere by anybody at all";
  EXPECT_TRUE(open.query(question).matches.empty());
}

TEST_F(ArchiveTest, removes_a_document_from_answers_stories_and_at_last_from_the_disk) {
  auto const archive = made();
  static_cast<void>(add(archive, write("all.jsonl", lines_)));
  Archive open{archive};
  auto const before = open.stories(100);
  auto const report = open.story(std::to_string(before.front().story));
  std::vector<std::string> const ids{report.documents.front().id};
  ArchiveQuestion question;
  question.text = report.documents.front().text;
  EXPECT_EQ(open.query(question).matches.at(0).document.id, ids[0]);
  EXPECT_EQ(open.remove(ids), 1U);
  EXPECT_NE(open.query(question).matches.at(0).document.id, ids[0]);
  EXPECT_TRUE(open.check().faults.empty());
  EXPECT_EQ(open.stats().removed, 1U);
  open.compact();
  EXPECT_EQ(open.stats().removed, 0U);
  EXPECT_EQ(open.stats().documents, lines_.size() - 1);
  EXPECT_TRUE(open.check().faults.empty());
  EXPECT_THROW(static_cast<void>(open.remove(ids)), Error);
}

TEST_F(ArchiveTest, answers_alike_before_and_after_it_is_made_compact) {
  auto const archive = made();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    static_cast<void>(add(archive, write("one.jsonl", {lines_[i]})));
  }
  Archive open{archive};
  auto const stories = stories_of(archive);
  EXPECT_GT(open.stats().segments, 1U);
  EXPECT_LT(open.stats().segments, 16U);  // many small additions do not make many segments
  open.compact();
  EXPECT_EQ(open.stats().segments, 1U);
  EXPECT_EQ(stories_of(archive), stories);
  EXPECT_TRUE(open.check().faults.empty());
}

TEST_F(ArchiveTest, answers_from_what_is_whole_and_names_what_is_damaged) {
  auto const archive = made();
  auto const half = static_cast<std::ptrdiff_t>(lines_.size() / 2);
  static_cast<void>(add(archive, write("l.jsonl", {lines_.begin(), lines_.begin() + half})));
  static_cast<void>(add(archive, write("r.jsonl", {lines_.begin() + half, lines_.end()})));
  {
    std::fstream file{archive / "segments" / "00000001.segment", std::ios::binary | std::ios::in | std::ios::out};
    file.seekp(20);
    file.put('x');
  }
  Archive open{archive};
  auto const check = open.check();
  ASSERT_FALSE(check.faults.empty());
  EXPECT_NE(check.faults[0].find("00000001.segment"), std::string::npos);
  std::vector const input{folder_ / "r.jsonl"};
  ArchiveQuestion question;
  question.text = Pipeline{{}}.run(input).documents.front().text;
  auto const answer = open.query(question);
  EXPECT_FALSE(answer.matches.empty());
  EXPECT_EQ(answer.damaged.size(), 1U);
  EXPECT_EQ(add(archive, write("more.jsonl", {R"({"id":"new","text":"Something new under the sun."})"})).documents, 1U);
  // The catalogue still knows which ids the damaged one had.
  auto const again = add(archive, write("again.jsonl", lines_));
  EXPECT_EQ(again.known, lines_.size());
  EXPECT_EQ(again.documents, 0U);
}

/// Large stories are represented by some of their texts; a text that belongs to two of them must not lose the others.
TEST_F(ArchiveTest, keeps_all_texts_of_large_stories_that_meet) {
  auto const archive = made();
  std::string const flood = "The Tarn rose to 640 centimetres at Velden and 320 people left, Mayor Anneke Prohl said.";
  std::string const theft =
    "Thieves took a painting by Ivo Szendrey from the museum of Graustadt, inspector Runa Vik said.";
  for (auto const* story : {&flood, &theft}) {
    std::vector<std::string> lines;
    for (int i = 0; i < 230; ++i) {
      lines.push_back(
        R"({"id":")" + std::string(1, (*story)[4]) + std::to_string(i) + R"(","text":")" + *story +
        " Told by reporter" + std::to_string(i) + R"( of town)" + std::to_string(i) + R"("})"
      );
    }
    static_cast<void>(add(archive, write("some.jsonl", lines)));
  }
  ASSERT_EQ(stories_of(archive).size(), 2U);
  static_cast<void>(add(archive, write("both.jsonl", {R"({"id":"both","text":")" + flood + " " + theft + R"("})"})));
  std::size_t texts = 0;
  for (auto const& story : stories_of(archive)) {
    texts += story.size();
  }
  EXPECT_EQ(texts, 461U);
  EXPECT_TRUE(Archive{archive}.check().faults.empty());
}

TEST_F(ArchiveTest, refuses_what_is_no_archive_and_a_second_writer) {
  EXPECT_THROW(Archive{folder_ / "none"}, Error);
  auto const archive = made();
  EXPECT_THROW(Archive::create(archive), Error);
  fs::remove(archive / "catalogue.sqlite");
  EXPECT_THROW(Archive{archive}, Error);
}

}  // namespace

}  // namespace stemma
