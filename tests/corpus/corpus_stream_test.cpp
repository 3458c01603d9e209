// SPDX-License-Identifier: Apache-2.0
#include "corpus/corpus_stream.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "base/spill_memory.hpp"
#include "corpus/id_set.hpp"
#include "corpus/kept_writer.hpp"
#include "corpus/packing_file.hpp"
#include "stemma/error.hpp"
#include "tests/corpus/scratch_folder.hpp"

namespace stemma {
namespace {

using Seen = std::vector<std::tuple<std::string, std::string, bool>>;  // id, text, is dated

class CorpusStreamTest : public ScratchFolder {
 protected:
  void SetUp() override {
    ScratchFolder::SetUp();
    std::filesystem::create_directory("work");
    options_.work = "work";
    options_.keeps_places = true;
    options_.threads = 1;
  }

  /// Reads all, and each again by its place.
  Seen read(std::vector<std::filesystem::path> const& paths) {
    notes_.clear();
    stream_ = std::make_unique<CorpusStream>(paths, options_, [&](CountedNote const& note) { notes_.push_back(note); });
    Seen seen;
    std::set<std::string> ids;
    std::vector<char> space;
    for (auto batch = stream_->next(); !batch.empty();) {
      auto const after = stream_->next();  // a batch lives on while the next is read
      for (StreamedDocument const& document : batch) {
        EXPECT_EQ(document.number, seen.size());
        EXPECT_EQ(stream_->text(document.place, space), document.text);
        EXPECT_EQ(stream_->id(document.place, space), document.id);
        EXPECT_TRUE(ids.insert(std::string{document.id}).second) << document.id;
        seen.emplace_back(document.id, document.text, document.published.has_value());
      }
      batch = after;
    }
    return seen;
  }

  [[nodiscard]] std::vector<std::string> reasons() const {
    std::vector<std::string> reasons;
    for (CountedNote const& note : notes_) {
      std::string const line = note.note.line ? ":" + std::to_string(*note.note.line) : "";
      std::string const count = note.count > 1 ? std::to_string(note.count) + " x " : "";
      reasons.push_back(count + note.note.source + line + ": " + note.note.reason);
    }
    return reasons;
  }

  static void pack(std::filesystem::path const& path, std::string_view bytes, Packing packing) {
    PackingFile file{path, packing};
    file.write(bytes);
    file.finish();
  }

  static std::string contents(std::filesystem::path const& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  static std::string many_records(std::size_t count) {
    std::string lines;
    for (std::size_t i = 0; i < count; ++i) {
      std::string const id = i % 3 == 0 ? "" : R"("id": "n)" + std::to_string(i % 5 == 0 ? 1 : i) + R"(", )";
      std::string const text = "Line " + std::to_string(i) + std::string(i * 37 % 9000, 'a') + R"(\n\u00e9\"end)";
      lines += "{" + id + R"("published": "2026-04-16", "text": ")" + text + "\"}\n" + (i % 7 == 0 ? "\n" : "");
    }
    return lines;
  }

  CorpusStreamOptions options_;
  std::vector<CountedNote> notes_;
  std::unique_ptr<CorpusStream> stream_;
};

TEST_F(CorpusStreamTest, reads_records_and_texts_in_the_order_of_their_paths) {
  write("b.jsonl", "{\"id\":\"x\",\"text\":\"one\\ntwo\",\"published\":\"2026-04-16\"}\r\n\n{\"text\":\"three\"}");
  write("a/story.txt", "\xEF\xBB\xBFTold.");
  write("c.jsonl", "{\"id\":7,\"text\":\"four\"}\n");
  Seen const expected{
    {"story", "Told.", false}, {"x", "one\ntwo", true}, {"b.jsonl:3", "three", false}, {"7", "four", false}};
  EXPECT_EQ(read({"a", "b.jsonl", "c.jsonl"}), expected);
  EXPECT_EQ(read({"c.jsonl", "b.jsonl", "a"}), expected);
}

TEST_F(CorpusStreamTest, gives_the_same_whatever_packs_it_and_for_any_number_of_threads) {
  std::string const lines = many_records(6000);  // several blocks
  write("x.jsonl", lines);
  std::filesystem::create_directory("p");
  pack("p/x.jsonl", lines, Packing::Gzip);  // what it is called does not matter
  pack("q.jsonl", lines, Packing::Zstd);
  Seen const plain = read({"x.jsonl"});
  EXPECT_EQ(plain.size(), 6000U);
  options_.threads = 3;
  EXPECT_EQ(read({"x.jsonl"}), plain);
  EXPECT_EQ(read({"p/x.jsonl"}), plain);
  std::filesystem::rename("q.jsonl", "x.jsonl");
  EXPECT_EQ(read({"x.jsonl"}), plain);
}

TEST_F(CorpusStreamTest, numbers_repeated_ids_and_never_gives_one_twice) {
  std::string lines;
  for (char const* id : {"a", "a-2", "a", "a", "b", "a-2", "a"}) {
    lines += std::string{"{\"id\":\""} + id + "\",\"text\":\"t\"}\n";
  }
  write("x.jsonl", lines);
  std::vector<std::string> ids;
  for (auto const& [id, text, is_dated] : read({"x.jsonl"})) {
    ids.push_back(id);
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"a", "a-2", "a-3", "a-4", "b", "a-2-2", "a-5"}));
}

TEST_F(CorpusStreamTest, keeps_ids_apart_where_they_do_not_fit_in_memory) {
  SpillMemory memory{"work", 0, 0, 4096};
  IdSet ids{&memory};
  for (int i = 0; i < 60'000; ++i) {
    ASSERT_EQ(ids.add(std::to_string(i % 50'000)), i < 50'000 ? 0U : 2U);
  }
  EXPECT_GT(memory.bytes_in_files(), 0U);
}

TEST_F(CorpusStreamTest, refuses_more_names_than_fit_in_memory) {
  write("a.txt", "one");
  write("b.txt", "two");
  options_.most_name_bytes = 100;
  EXPECT_THROW(static_cast<void>(read({"a.txt", "b.txt"})), Error);
}

TEST_F(CorpusStreamTest, calls_files_of_one_name_by_their_paths) {
  write("a/x.jsonl", "{\"text\":\"1\"}\n");
  write("b/x.jsonl", "{\"text\":\"2\"}\n");
  Seen const seen = read({"a", "b"});
  EXPECT_EQ(std::get<0>(seen.at(0)), "a/x.jsonl:1");
  EXPECT_EQ(std::get<0>(seen.at(1)), "b/x.jsonl:1");
}

TEST_F(CorpusStreamTest, says_what_is_wrong_with_each_line) {
  write(
    "x.jsonl", std::string{"{\"id\":\"1\",\"text\":\"good\"}\n{\"text\":\"\"}\n{\"text\"\n[1]\n{\"text\":\"\xFF\"}\n"} +
                 std::string{"{\"text\":\"a\0b\"}\n", 15} +
                 "{\"text\":\"a\\u0000b\"}\n{\"title\":\"t\"}\n{\"id\":\"2\",\"text\":\"good\"}\n"
  );
  EXPECT_EQ(read({"x.jsonl"}).size(), 2U);
  EXPECT_EQ(
    reasons(),
    (std::vector<std::string>{
      "x.jsonl:2: empty text", "x.jsonl:3: broken JSON: a comma, colon, quote or bracket is missing or too many",
      "x.jsonl:4: not a JSON object, but a list", "x.jsonl:5: not UTF-8 at byte 9 of the line",
      "x.jsonl:6: NUL at byte 10; not text of the line", "x.jsonl:7: the text has a NUL character",
      "x.jsonl:8: no field \"text\""})
  );
}

TEST_F(CorpusStreamTest, counts_bad_lines_beyond_a_thousand) {
  std::string lines;
  for (int i = 0; i < 5000; ++i) {
    lines += "{\"text\":\"\"}\n";
  }
  write("x.jsonl", lines + "{\"text\":\"good\"}\n");
  EXPECT_EQ(read({"x.jsonl"}).size(), 1U);
  ASSERT_EQ(notes_.size(), 1001U);
  EXPECT_EQ(reasons().back(), "4000 x x.jsonl:1001: empty text");
}

TEST_F(CorpusStreamTest, skips_a_line_that_is_too_long_and_goes_on_behind_it) {
  options_.max_document_bytes = 1000;
  std::string const good = "{\"text\":\"good\"}\n";
  std::string const huge = "{\"text\":\"" + std::string(20'000'000, 'x') + "\"}\n";
  write("x.jsonl", good + huge + good + "{\"text\":\"" + std::string(2000, 'y') + "\"}\n" + good);
  EXPECT_EQ(read({"x.jsonl"}).size(), 3U);
  EXPECT_EQ(
    reasons(), (std::vector<std::string>{
                 "x.jsonl:2: the line is longer than 1050576 bytes", "x.jsonl:4: the text is longer than 1000 bytes"})
  );
}

TEST_F(CorpusStreamTest, reads_a_record_that_is_longer_than_a_block) {
  std::string const text(30'000'000, 'x');
  write("x.jsonl", "{\"text\":\"a\"}\n{\"text\":\"" + text + "\"}\n{\"text\":\"b\"}");
  Seen const seen = read({"x.jsonl"});
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_TRUE(std::get<1>(seen[1]) == text);
}

TEST_F(CorpusStreamTest, keeps_what_came_before_a_break) {
  pack("x.jsonl.gz", many_records(2000), Packing::Gzip);
  std::string const bytes = contents("x.jsonl.gz");
  write("x.jsonl.gz", std::string_view{bytes}.substr(0, bytes.size() / 2));
  Seen const seen = read({"x.jsonl.gz"});
  EXPECT_GT(seen.size(), 500U);
  ASSERT_FALSE(notes_.empty());
  EXPECT_NE(reasons().back().find("cut off at byte " + std::to_string(bytes.size() / 2)), std::string::npos);
}

TEST_F(CorpusStreamTest, notices_that_a_file_changed_before_it_is_read_again) {
  write("x.jsonl", "{\"id\":\"1\",\"text\":\"one\"}\n");
  write("y.txt", "two");
  stream_ = std::make_unique<CorpusStream>(
    std::vector<std::filesystem::path>{"x.jsonl", "y.txt"}, options_, [](CountedNote const&) {}
  );
  auto const batch = stream_->next();
  std::vector<TextPlace> const places{batch[0].place, batch[1].place};
  stream_->check_unchanged();
  write("x.jsonl", "{\"id\":\"1\",\"text\":\"one, longer\"}\n");
  std::filesystem::remove("y.txt");
  std::vector<char> space;
  for (TextPlace const& place : places) {
    EXPECT_THROW(static_cast<void>(stream_->text(place, space)), Error);
  }
  EXPECT_THROW(stream_->check_unchanged(), Error);
}

TEST_F(CorpusStreamTest, writes_what_stays_byte_for_byte) {
  std::string const lines = "{\"id\": \"1\",  \"text\":\"\\u0061\"}\r\n{\"text\":\"b\"}\n\n{\"text\":\"c\"}\n";
  write("in/x.jsonl", lines);
  pack("in/y.jsonl.gz", lines, Packing::Gzip);
  write("in/z.txt", "\xEF\xBB\xBFText\n");
  write("in/w.txt", "Gone.");
  ASSERT_EQ(read({"in"}).size(), 8U);  // w, 3 of x, 3 of y, z
  KeptFiles const kept = write_kept(*stream_, {true, false, true, false, false, false, true, false}, "kept");
  EXPECT_EQ(kept.documents, 5U);
  EXPECT_EQ(kept.files, 3U);
  EXPECT_FALSE(std::filesystem::exists("kept/in/w.txt"));
  EXPECT_EQ(contents("kept/in/x.jsonl"), "{\"id\": \"1\",  \"text\":\"\\u0061\"}\r\n{\"text\":\"c\"}\n");
  EXPECT_EQ(contents("kept/in/z.txt"), "\xEF\xBB\xBFText\n");
  FileStream packed{"kept/in/y.jsonl.gz"};
  UnpackingStream stream{packed};
  std::string space(1000, '\0');
  space.resize(stream.read(space));
  EXPECT_EQ(stream.packing(), Packing::Gzip);
  EXPECT_EQ(space, "{\"id\": \"1\",  \"text\":\"\\u0061\"}\r\n{\"text\":\"b\"}\n");
}

}  // namespace
}  // namespace stemma
