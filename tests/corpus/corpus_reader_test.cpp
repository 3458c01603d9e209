// SPDX-License-Identifier: Apache-2.0
#include "corpus/corpus_reader.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stemma/error.hpp"
#include "tests/corpus/scratch_folder.hpp"

namespace stemma {
namespace {

namespace fs = std::filesystem;

class CorpusReaderTest : public ScratchFolder {
 protected:
  [[nodiscard]] static Corpus read(std::vector<fs::path> const& paths, Options const& options = {}) {
    return CorpusReader{options}.read(paths);
  }

  [[nodiscard]] static std::vector<std::string> ids(Corpus const& corpus) {
    std::vector<std::string> result;
    for (Document const& document : corpus.documents) {
      result.push_back(document.id);
    }
    return result;
  }

  [[nodiscard]] static std::vector<std::string> lines(std::vector<InputNote> const& notes) {
    std::vector<std::string> result;
    for (InputNote const& note : notes) {
      result.push_back(note.source + (note.line ? ":" + std::to_string(*note.line) : "") + ": " + note.reason);
    }
    return result;
  }

  using Strings = std::vector<std::string>;
};

TEST_F(CorpusReaderTest, reads_a_plain_text_without_touching_it) {
  std::string const text = "Ferry Runs Aground\r\n\r\nThe ferry ran aground at dawn.  \n\n";
  write("ferry.txt", text);
  Corpus const corpus = read({"ferry.txt"});
  ASSERT_EQ(corpus.documents.size(), 1U);
  Document const& document = corpus.documents[0];
  EXPECT_EQ(document.id, "ferry");
  EXPECT_EQ(document.source, "ferry.txt");
  EXPECT_EQ(document.title, "Ferry Runs Aground");
  EXPECT_EQ(document.text, text);
  EXPECT_EQ(document.published, std::nullopt);
  EXPECT_TRUE(corpus.skipped.empty());
  EXPECT_TRUE(corpus.notices.empty());
}

TEST_F(CorpusReaderTest, reads_records) {
  write(
    "wire.jsonl",
    R"({"id": "a1", "title": "Ferry aground", "published": "2026-04-16T14:00:00+02:00", "outlet": "Wire", "text": "It ran aground.", "x": [1]})"
    "\r\n\n"
    R"({"id": 17, "text": "Nobody was hurt."})"
  );
  Corpus const corpus = read({"wire.jsonl"});
  ASSERT_EQ(ids(corpus), (Strings{"17", "a1"}));
  Document const& document = corpus.documents[1];
  EXPECT_EQ(document.title, "Ferry aground");
  EXPECT_EQ(document.text, "Ferry aground\nIt ran aground.");
  EXPECT_EQ(document.outlet, "Wire");
  EXPECT_EQ(document.published->time_since_epoch().count(), 1776340800);
  EXPECT_EQ(corpus.documents[0].title, std::nullopt);
  EXPECT_EQ(corpus.documents[0].text, "Nobody was hurt.");
}

TEST_F(CorpusReaderTest, reads_records_under_other_field_names) {
  Options options;
  options.fields = {"key", "headline", "when", "paper", "body"};
  write("w.jsonl", R"({"key": "k", "headline": "H", "when": "2026-04-16", "paper": "P", "body": "B", "text": "no"})");
  Corpus const corpus = read({"w.jsonl"}, options);
  ASSERT_EQ(ids(corpus), Strings{"k"});
  EXPECT_EQ(corpus.documents[0].text, "H\nB");
  EXPECT_EQ(corpus.documents[0].outlet, "P");
  EXPECT_TRUE(corpus.documents[0].published);
  EXPECT_EQ(
    lines(corpus.notices),
    Strings{"w.jsonl: 1 of 1 documents state a day without a time of day; it is taken as midnight UTC"}
  );
}

TEST_F(CorpusReaderTest, does_not_repeat_a_title_with_which_the_text_begins) {
  write("w.jsonl", R"({"id": "a", "title": "Ferry", "text": "Ferry\nIt ran aground."})");
  EXPECT_EQ(read({"w.jsonl"}).documents[0].text, "Ferry\nIt ran aground.");
  write("v.jsonl", R"({"id": "a", "title": "Ferry", "text": "Ferry traffic stopped."})");
  EXPECT_EQ(read({"v.jsonl"}).documents[0].text, "Ferry\nFerry traffic stopped.");
}

TEST_F(CorpusReaderTest, tells_records_from_text_by_the_first_byte_where_the_ending_says_nothing) {
  write("records", "\n  {\"id\": \"a\", \"text\": \"one\"}\n");
  write("text", "one {two}\n");
  write("braces.txt", "{ is a brace, and this is a text about it.\n");
  EXPECT_EQ(ids(read({"records", "text", "braces.txt"})), (Strings{"a", "braces", "text"}));
}

TEST_F(CorpusReaderTest, calls_records_without_an_id_by_their_place) {
  write("w.jsonl", "{\"text\": \"one\"}\n{\"text\": \"two\", \"id\": null}\n{\"text\": \"three\", \"id\": \" \"}\n");
  EXPECT_EQ(ids(read({"w.jsonl"})), (Strings{"w.jsonl:1", "w.jsonl:2", "w.jsonl:3"}));
}

TEST_F(CorpusReaderTest, a_bad_line_costs_one_document) {
  write(
    "w.jsonl",
    "{\"id\": \"a\", \"text\": \"one\"}\n"
    "{\"id\": \"b\", \"text\": \"two\"\n"
    "{\"id\": \"c\", \"text\": \"caf\xE9\"}\n"
    "[1, 2]\n"
    "{\"id\": \"d\"}\n"
    "{\"id\": \"e\", \"text\": 5}\n"
    "{\"id\": \"f\", \"text\": \" \\n \"}\n"
    "{\"id\": \"g\", \"text\": \"a\\u0000b\"}\n"
    "{\"id\": \"h\", \"text\": \"eight\"} {}\n"
    "{\"id\": \"i\", \"text\": \"nine\"}\n"
  );
  Corpus const corpus = read({"w.jsonl"});
  EXPECT_EQ(ids(corpus), (Strings{"a", "i"}));
  Strings const skipped = lines(corpus.skipped);
  ASSERT_EQ(skipped.size(), 8U);
  EXPECT_EQ(skipped[0], "w.jsonl:2: broken JSON: a comma, colon, quote or bracket is missing or too many");
  EXPECT_EQ(skipped[1], "w.jsonl:3: not UTF-8 at byte 24 of the line");
  EXPECT_EQ(skipped[2], "w.jsonl:4: not a JSON object, but a list");
  EXPECT_EQ(skipped[3], "w.jsonl:5: no field \"text\"");
  EXPECT_EQ(skipped[4], "w.jsonl:6: the field \"text\" is a number, not a string");
  EXPECT_EQ(skipped[5], "w.jsonl:7: empty text");
  EXPECT_EQ(skipped[6], "w.jsonl:8: the text has a NUL character");
  EXPECT_TRUE(skipped[7].starts_with("w.jsonl:9: broken JSON: ")) << skipped[7];
}

TEST_F(CorpusReaderTest, survives_deep_nesting) {
  write("w.jsonl", "{\"text\": \"one\", \"x\": " + std::string(100000, '[') + "\n{\"id\": \"a\", \"text\": \"two\"}\n");
  Corpus const corpus = read({"w.jsonl"});
  EXPECT_EQ(ids(corpus), Strings{"a"});
  EXPECT_EQ(corpus.skipped.size(), 1U);
}

TEST_F(CorpusReaderTest, keeps_a_document_without_a_time_that_cannot_be_read) {
  write(
    "w.jsonl",
    "{\"id\": \"a\", \"text\": \"one\", \"published\": \"soon\"}\n"
    "{\"id\": \"b\", \"text\": \"two\", \"published\": \"0026-04-16T00:00:00Z\"}\n"
    "{\"id\": \"c\", \"text\": \"three\", \"published\": {}}\n"
    "{\"id\": \"d\", \"text\": \"four\", \"published\": \"\"}\n"
    "{\"id\": \"e\", \"text\": \"five\", \"published\": 1776340800}\n"
  );
  Corpus const corpus = read({"w.jsonl"});
  ASSERT_EQ(corpus.documents.size(), 5U);
  EXPECT_EQ(corpus.documents[0].published, std::nullopt);
  EXPECT_TRUE(corpus.documents[4].published);
  EXPECT_TRUE(corpus.skipped.empty());
  EXPECT_EQ(
    lines(corpus.notices),
    (Strings{
      "w.jsonl:1: cannot read \"soon\" as a time; the document is taken as undated",
      "w.jsonl:2: cannot read \"0026-04-16T00:00:00Z\" as a time; the document is taken as undated",
      "w.jsonl:3: cannot read an object as a time; the document is taken as undated"})
  );
}

TEST_F(CorpusReaderTest, says_once_that_json_is_not_jsonl) {
  write("list.json", "[\n{\"text\": \"one\"},\n{\"text\": \"two\"}\n]\n");
  write("one.json", "{\n  \"text\": \"one\"\n}\n");
  write("a.txt", "a text\n");
  Corpus const corpus = read({"list.json", "one.json", "a.txt"});
  EXPECT_EQ(
    lines(corpus.skipped), (Strings{
                             "list.json: JSON, but not JSONL: each record must stand on a line of its own",
                             "one.json: JSON, but not JSONL: each record must stand on a line of its own"})
  );
}

TEST_F(CorpusReaderTest, refuses_a_path_that_does_not_exist) {
  write("a.txt", "a text\n");
  try {
    static_cast<void>(read({"a.txt", "b.txt"}));
    FAIL() << "a missing path was accepted";
  } catch (Error const& error) {
    EXPECT_EQ(error.kind(), ErrorKind::NoInput);
    EXPECT_STREQ(error.what(), "b.txt: no such file or folder");
  }
}

TEST_F(CorpusReaderTest, refuses_input_in_which_nothing_is_readable_and_says_why) {
  fs::create_directory("empty");
  EXPECT_THROW(static_cast<void>(read({"empty"})), Error);
  EXPECT_THROW(static_cast<void>(read({})), Error);
  write("bad.txt", "caf\xE9");
  try {
    static_cast<void>(read({"bad.txt"}));
    FAIL() << "an unreadable pile was accepted";
  } catch (Error const& error) {
    EXPECT_STREQ(error.what(), "nothing readable was found: bad.txt: not UTF-8 at byte 3");
  }
}

TEST_F(CorpusReaderTest, skips_files_that_are_no_text) {
  using namespace std::string_literals;
  write("good.txt", "a good text\n");
  write("empty.txt", "");
  write("blank.txt", " \n\n");
  write("latin.txt", "caf\xE9 au lait\n");
  write("cut.txt", "cut in the middle of a character \xE2\x82");
  write("surrogate.txt", "\xED\xA0\x80");
  write("nul.txt", "one\0two"s);
  write("u16.txt", "\xFF\xFEo\0n\0e\0"s);
  write("u16be.txt", "\xFE\xFF\0o\0n\0e"s);
  write("u16bare.txt", "o\0n\0e\0 \0t\0w\0o\0"s);
  write("texts.txt.gz", "\x1F\x8B\x08 and so on");
  write("texts.zst", "\x28\xB5\x2F\xFD and so on");
  write("letter.docx", "PK\x03\x04 and so on");
  write("paper.pdf", "%PDF-1.7 and so on");
  Corpus const corpus = read({"."});
  EXPECT_EQ(ids(corpus), Strings{"good"});
  EXPECT_EQ(
    lines(corpus.skipped),
    (Strings{
      "./blank.txt: empty file",
      "./cut.txt: not UTF-8 at byte 33",
      "./empty.txt: empty file",
      "./latin.txt: not UTF-8 at byte 3",
      "./letter.docx: a ZIP archive or an office document; unpack it or save it as text first",
      "./nul.txt: NUL at byte 3; not text",
      "./paper.pdf: a PDF; extract its text first",
      "./surrogate.txt: not UTF-8 at byte 0",
      "./texts.txt.gz: the gzip data is cut off at byte 13; the rest was not read",
      "./texts.zst: the zstd data is corrupt (Data corruption detected) at byte 0; the rest was not read",
      "./u16.txt: UTF-16 (little endian); convert it to UTF-8 first",
      "./u16bare.txt: looks like UTF-16 (little endian); convert it to UTF-8 first",
      "./u16be.txt: UTF-16 (big endian); convert it to UTF-8 first",
    })
  );
}

TEST_F(CorpusReaderTest, skips_a_file_that_fails_while_it_is_read) {
  if (!fs::exists("/proc/self/mem")) {
    GTEST_SKIP() << "needs /proc";
  }
  write("a.txt", "a text\n");
  Corpus const corpus = read({"a.txt", "/proc/self/mem"});
  EXPECT_EQ(ids(corpus), Strings{"a"});
  ASSERT_EQ(corpus.skipped.size(), 1U);
  EXPECT_TRUE(corpus.skipped[0].reason.starts_with("cannot be read: ")) << corpus.skipped[0].reason;
}

TEST_F(CorpusReaderTest, drops_a_byte_order_mark) {
  write("a.txt", "\xEF\xBB\xBFone\n");
  write("w.jsonl", "\xEF\xBB\xBF{\"id\": \"b\", \"text\": \"two\"}\n");
  Corpus const corpus = read({"a.txt", "w.jsonl"});
  ASSERT_EQ(ids(corpus), (Strings{"a", "b"}));
  EXPECT_EQ(corpus.documents[0].text, "one\n");
}

TEST_F(CorpusReaderTest, notes_html_and_keeps_it) {
  write("page.html", "<!DOCTYPE html><html><p>One</p></html>");
  Corpus const corpus = read({"page.html"});
  EXPECT_EQ(ids(corpus), Strings{"page"});
  EXPECT_EQ(lines(corpus.notices), Strings{"page.html: looks like HTML; its tags are read as words"});
}

TEST_F(CorpusReaderTest, skips_what_is_longer_than_allowed_without_holding_it) {
  Options options;
  options.max_document_bytes = 1000;
  std::string const long_line(4 << 20, 'x');
  write("long.txt", long_line);
  write("exact.txt", std::string(1000, 'x'));
  write("over.txt", std::string(1001, 'x'));
  write(
    "w.jsonl", "{\"id\": \"a\", \"text\": \"" + long_line + "\"}\n{\"id\": \"b\", \"text\": \"" +
                 std::string(1001, 'y') + "\"}\n{\"id\": \"c\", \"text\": \"three\"}"
  );
  Corpus const corpus = read({"long.txt", "exact.txt", "over.txt", "w.jsonl"}, options);
  EXPECT_EQ(ids(corpus), (Strings{"c", "exact"}));
  EXPECT_EQ(
    lines(corpus.skipped), (Strings{
                             "long.txt: longer than 1000 bytes",
                             "over.txt: longer than 1000 bytes",
                             "w.jsonl:1: the line is longer than 1050576 bytes",
                             "w.jsonl:2: the text is longer than 1000 bytes",
                           })
  );
}

TEST_F(CorpusReaderTest, walks_folders_and_leaves_hidden_entries) {
  write("pile/a.txt", "one\n");
  write("pile/deep/er/b.txt", "two\n");
  write("pile/.git/config", "three\n");
  write("pile/.hidden.txt", "four\n");
  Corpus const corpus = read({"pile"});
  EXPECT_EQ(ids(corpus), (Strings{"a", "b"}));
  EXPECT_EQ(corpus.documents[1].source, "pile/deep/er/b.txt");
  EXPECT_EQ(lines(corpus.notices), Strings{"pile: 2 hidden entries not read"});
  EXPECT_EQ(ids(read({"pile/.hidden.txt"})), Strings{".hidden"});
}

TEST_F(CorpusReaderTest, leaves_a_folder_loop) {
  write("pile/sub/a.txt", "one\n");
  fs::create_directory_symlink("..", "pile/sub/up");
  fs::create_symlink("self", "pile/self");
  fs::create_symlink("nowhere", "pile/broken");
  Corpus const corpus = read({"pile"});
  EXPECT_EQ(ids(corpus), Strings{"a"});
  EXPECT_EQ(lines(corpus.notices), Strings{"pile/sub/up: a link to a folder in which it stands itself; not followed"});
  ASSERT_EQ(corpus.skipped.size(), 2U);
  EXPECT_TRUE(corpus.skipped[0].reason.starts_with("a link that leads nowhere: "));
}

TEST_F(CorpusReaderTest, does_not_climb_out_of_a_folder_by_a_loop) {
  write("pile/a.txt", "one\n");
  write("beside.txt", "two\n");
  fs::create_directory_symlink("..", "pile/up");
  Corpus const corpus = read({"pile"});
  EXPECT_EQ(ids(corpus), Strings{"a"});
  EXPECT_EQ(lines(corpus.notices), Strings{"pile/up: a link to a folder in which it stands itself; not followed"});
}

TEST_F(CorpusReaderTest, follows_links_among_folders_once) {
  write("one/a.txt", "one\n");
  write("two/b.txt", "two\n");
  fs::create_directory_symlink("../two", "one/two");
  fs::create_directory_symlink("../one", "two/one");
  Corpus const corpus = read({"one"});
  EXPECT_EQ(ids(corpus), (Strings{"a", "b"}));
  EXPECT_EQ(lines(corpus.notices), Strings{"one/two/one: the same as one, which is read already; not followed"});
}

TEST_F(CorpusReaderTest, does_not_read_its_own_reports) {
  write("a.txt", "a text\n");
  write("report.json", R"({"schema":"stemma.report/1","documents":[]})");
  write("report.html", "<!doctype html>\n<html><head><title>Stemma</title></head></html>");
  Corpus const corpus = read({"."});
  EXPECT_EQ(ids(corpus), Strings{"a"});
  EXPECT_TRUE(corpus.skipped.empty());
  EXPECT_EQ(corpus.notices.size(), 2U);
}

TEST_F(CorpusReaderTest, follows_a_link_to_a_folder_elsewhere) {
  write("elsewhere/a.txt", "one\n");
  fs::create_directory("pile");
  fs::create_directory_symlink("../elsewhere", "pile/link");
  Corpus const corpus = read({"pile"});
  ASSERT_EQ(ids(corpus), Strings{"a"});
  EXPECT_EQ(corpus.documents[0].source, "pile/link/a.txt");
}

TEST_F(CorpusReaderTest, reads_a_file_once_however_it_is_called) {
  write("pile/a.txt", "one\n");
  fs::create_symlink("a.txt", "pile/b.txt");
  Corpus const corpus = read({"pile", "pile/a.txt", "./pile/a.txt", "pile/"});
  EXPECT_EQ(corpus.documents.size(), 1U);
  EXPECT_TRUE(corpus.skipped.empty());
  EXPECT_EQ(corpus.notices.size(), 4U);
}

TEST_F(CorpusReaderTest, calls_files_of_one_name_by_their_paths) {
  write("one/a.txt", "one\n");
  write("two/a.txt", "two\n");
  write("two/b.txt", "three\n");
  EXPECT_EQ(ids(read({"one", "two"})), (Strings{"b", "one/a.txt", "two/a.txt"}));
}

TEST_F(CorpusReaderTest, a_stated_id_wins_over_a_file_name) {
  write("a.txt", "one\n");
  write("w.jsonl", R"({"id": "a", "text": "two"})");
  EXPECT_EQ(ids(read({"a.txt", "w.jsonl"})), (Strings{"a", "a.txt"}));
}

TEST_F(CorpusReaderTest, keeps_one_of_two_equal_records) {
  write("w.jsonl", "{\"id\": \"a\", \"text\": \"one\"}\n{\"id\": \"a\", \"text\": \"one\"}\n");
  Corpus const corpus = read({"w.jsonl"});
  EXPECT_EQ(ids(corpus), Strings{"a"});
  EXPECT_EQ(lines(corpus.skipped), Strings{"w.jsonl:2: same id and text as w.jsonl:1"});
}

TEST_F(CorpusReaderTest, gives_another_text_under_the_same_id_an_id_of_its_own) {
  write("v.jsonl", "{\"id\": \"a\", \"text\": \"one\"}\n{\"id\": \"a-2\", \"text\": \"taken\"}\n");
  write("w.jsonl", "{\"id\": \"a\", \"text\": \"two\"}\n");
  for (auto const& paths : {std::vector<fs::path>{"v.jsonl", "w.jsonl"}, std::vector<fs::path>{"w.jsonl", "v.jsonl"}}) {
    Corpus const corpus = read(paths);
    EXPECT_EQ(ids(corpus), (Strings{"a", "a-2", "a-3"}));
    EXPECT_EQ(corpus.documents[2].text, "two");
    EXPECT_EQ(
      lines(corpus.notices),
      Strings{"w.jsonl:1: the id \"a\" belongs to another text (v.jsonl:1); this one is called \"a-3\""}
    );
  }
}

TEST_F(CorpusReaderTest, counts_the_bad_lines_of_a_hopeless_file) {
  std::string bytes = "{\"id\": \"a\", \"text\": \"one\"}\n";
  for (int i = 0; i < 1500; ++i) {
    bytes += "garbage\n";
  }
  write("w.jsonl", bytes);
  Corpus const corpus = read({"w.jsonl"});
  ASSERT_EQ(corpus.skipped.size(), 1001U);
  EXPECT_EQ(corpus.skipped[0].reason, "500 more lines could not be read as documents");
}

TEST_F(CorpusReaderTest, shows_a_file_name_that_is_not_utf8) {
  write("caf\xE9.txt", "one\n");
  Corpus const corpus = read({"."});
  EXPECT_EQ(ids(corpus), Strings{"caf\xEF\xBF\xBD"});
}

TEST_F(CorpusReaderTest, tells_the_language) {
  write(
    "en.txt",
    "The ferry ran aground on the rocks in the early morning, and the passengers were taken ashore by boats.\n"
  );
  write(
    "de.txt", "Die Fähre lief am frühen Morgen auf die Felsen, und die Fahrgäste wurden mit Booten an Land gebracht.\n"
  );
  write("x.txt", "12 34 56\n");
  Corpus const corpus = read({"."});
  ASSERT_EQ(ids(corpus), (Strings{"de", "en", "x"}));
  EXPECT_EQ(corpus.documents[0].language, "de");
  EXPECT_EQ(corpus.documents[1].language, "en");
  EXPECT_EQ(corpus.documents[2].language, "und");
}

TEST_F(CorpusReaderTest, tells_the_language_of_long_texts_that_share_words_with_english) {
  auto const repeated = [](std::string const& sentence) {
    std::string text;
    for (int i = 0; i < 8; ++i) {
      text += sentence + " ";
    }
    return text;
  };
  auto const english = repeated(
    "The mayor said that the bridge had been closed to all but the buses, which were told to go by way of the harbour after "
    "the water had come up into the lower streets."
  );
  auto const dutch = repeated(
    "De burgemeester had gezegd dat de brug dicht was of dat er in de haven geen boot meer kon varen, want het water stond "
    "hoog en de veerman was nog niet in het dorp."
  );
  auto const danish = repeated(
    "Borgmesteren sagde at broen var lukket for alle andre end busser, og at de skulle have ventet til vandet var faldet igen "
    "nede ved havnen, hvor bilerne holdt."
  );
  write("a.txt", english);
  write("b.txt", dutch);
  write("c.txt", danish);
  write("d.txt", english.substr(0, 500) + dutch + dutch);
  Corpus const corpus = read({"."});
  EXPECT_EQ(corpus.documents[0].language, "en");
  EXPECT_EQ(corpus.documents[1].language, "nl");
  EXPECT_EQ(corpus.documents[2].language, "da");
  EXPECT_NE(corpus.documents[3].language, "en");
}

Document document_of(std::string id, std::string text) {
  Document document;
  document.id = std::move(id);
  document.text = std::move(text);
  return document;
}

TEST(CorpusReaderAdopt, checks_documents_from_memory_like_files) {
  std::vector<Document> documents{document_of("b", "two"), document_of("a", "caf\xE9"), document_of("c", " "),
                                  document_of("b", "two"), document_of("b", "three"),   document_of("", "four")};
  documents[0].title = "A title";
  documents[4].published = UtcTime{std::chrono::seconds{1LL << 60U}};
  Corpus const corpus = CorpusReader{Options{}}.adopt(documents);
  std::vector<std::string> ids;
  for (Document const& document : corpus.documents) {
    ids.push_back(document.id);
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"b", "b-2", "b-3", "document"}));
  EXPECT_EQ(corpus.documents[0].text, "A title\ntwo");
  EXPECT_EQ(corpus.documents[1].text, "three");
  EXPECT_EQ(corpus.documents[1].published, std::nullopt);
  EXPECT_EQ(corpus.skipped.size(), 2U);
}

TEST(CorpusReaderAdopt, does_not_depend_on_the_order) {
  std::vector<Document> documents{
    document_of("a", "one"), document_of("a", "two"), document_of("a", "three"), document_of("b", "four")};
  Corpus const first = CorpusReader{Options{}}.adopt(documents);
  std::reverse(documents.begin(), documents.end());
  Corpus const second = CorpusReader{Options{}}.adopt(documents);
  ASSERT_EQ(first.documents.size(), second.documents.size());
  for (std::size_t i = 0; i < first.documents.size(); ++i) {
    EXPECT_EQ(first.documents[i].id, second.documents[i].id);
    EXPECT_EQ(first.documents[i].text, second.documents[i].text);
  }
}

}  // namespace
}  // namespace stemma
