// SPDX-License-Identifier: Apache-2.0
#include "corpus/row_stream.hpp"

#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "corpus/row_record.hpp"
#include "tests/corpus/held_rows.hpp"
#include "tests/corpus/scratch_folder.hpp"

namespace stemma {
namespace {

using Seen = std::vector<std::tuple<std::string, std::string, bool>>;  // id, text, is dated

class RowStreamTest : public ScratchFolder {
 protected:
  Seen read(HeldRows const& rows) {
    CorpusStreamOptions options;
    options.work = ".";
    options.threads = threads_;
    options.max_document_bytes = 1000;
    notes_.clear();
    RowStream stream{rows, options, [&](CountedNote const& note) {
                       notes_.push_back(std::to_string(note.note.line.value_or(0)) + ": " + note.note.reason);
                       EXPECT_EQ(note.note.source, kRowSource);
                     }};
    Seen seen;
    std::vector<char> space;
    for (auto batch = stream.next(); !batch.empty();) {
      auto const after = stream.next();  // a batch lives on while the next is read
      for (StreamedDocument const& document : batch) {
        EXPECT_EQ(document.number, seen.size());
        EXPECT_EQ(stream.text(document.place, space), document.text);
        EXPECT_EQ(stream.text(document.place, space).data(), document.text.data()) << "the text is not copied";
        EXPECT_EQ(stream.id(document.place, space), document.id);
        EXPECT_EQ(stream.document(document).id, document.id);
        seen.emplace_back(document.id, document.text, document.published.has_value());
      }
      batch = after;
    }
    marks_ = stream.by_row(std::vector<bool>(seen.size(), true));
    return seen;
  }

  unsigned threads_ = 1;
  std::vector<std::string> notes_;
  std::vector<bool> marks_;
};

TEST_F(RowStreamTest, gives_rows_in_their_order_with_their_texts) {
  HeldRows const rows{{{"one", "a", "2026-04-16", {}}, {"two", {}, {}, {}}, {"three", " c ", "", {}}}};
  Seen const expected{{"a", "one", true}, {"1", "two", false}, {"c", "three", false}};
  EXPECT_EQ(read(rows), expected);
  EXPECT_TRUE(notes_.empty());
}

TEST_F(RowStreamTest, skips_what_is_no_text_and_says_why) {
  HeldRows const rows{
    {{{}, "a", {}, {}},
     {" \n", "b", {}, {}},
     {"\xFF", "c", {}, {}},
     {std::string(1001, 'x'), "d", {}, {}},
     {"good", "e", {}, {}}}};
  EXPECT_EQ(read(rows), (Seen{{"e", "good", false}}));
  EXPECT_EQ(
    notes_, (std::vector<std::string>{
              "1: no text", "2: empty text", "3: not UTF-8 at byte 0", "4: the text is longer than 1000 bytes"})
  );
  EXPECT_EQ(marks_, (std::vector<bool>{false, false, false, false, true}));
}

TEST_F(RowStreamTest, gives_repeated_ids_a_number) {
  HeldRows const rows{{{"one", "a", {}, {}}, {"two", "a", {}, {}}, {"three", "a", "someday", {}}}};
  EXPECT_EQ(read(rows), (Seen{{"a", "one", false}, {"a-2", "two", false}, {"a-3", "three", false}}));
  EXPECT_EQ(notes_.size(), 3);
}

TEST_F(RowStreamTest, gives_the_same_for_any_number_of_threads) {
  std::vector<HeldRows::Row> many;
  for (int i = 0; i < 12'000; ++i) {
    bool const is_bad = i % 977 == 0;
    many.push_back(
      {is_bad ? std::optional<std::string>{} : "text " + std::to_string(i), std::to_string(i % 8'000), {}, {}}
    );
  }
  HeldRows const rows{many};
  Seen const alone = read(rows);
  auto const notes = notes_;
  auto const marks = marks_;
  threads_ = 4;
  EXPECT_EQ(read(rows), alone);
  EXPECT_EQ(notes_, notes);
  EXPECT_EQ(marks_, marks);
}

TEST(RowRecord, puts_the_title_above_the_text) {
  DocumentRow row;
  row.text = "The body.";
  row.title = "A  title\n";
  row.epoch_time = 1776297600;
  Record const record = record_of(row, 1000);
  EXPECT_EQ(record.document.text, "A  title\nThe body.");
  EXPECT_TRUE(record.document.published);
}

TEST(RowRecord, takes_an_absurd_time_for_none) {
  DocumentRow row;
  row.text = "The body.";
  row.epoch_time = INT64_MAX;
  RecordFields const fields = fields_of(row, 1000);
  EXPECT_FALSE(fields.published);
  EXPECT_EQ(fields.reservations.size(), 1);
}

}  // namespace
}  // namespace stemma
