// SPDX-License-Identifier: Apache-2.0
#include "corpus/line_reader.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/corpus/piece_stream.hpp"

namespace stemma {
namespace {

/// A line without end that is never held anywhere, then a short one.
class EndlessLine : public ByteStream {
 public:
  explicit EndlessLine(std::size_t bytes) : left_{bytes} {}

  [[nodiscard]] std::size_t read(std::span<char> space) override {
    if (left_ == 0) {
      constexpr std::string_view kEnd = "\nshort";
      std::size_t const count = std::exchange(is_done_, true) ? 0 : kEnd.size();
      std::copy_n(kEnd.begin(), count, space.begin());
      return count;
    }
    std::size_t const count = std::min(left_, space.size());
    std::fill_n(space.begin(), count, 'x');
    left_ -= count;
    return count;
  }

  [[nodiscard]] std::optional<std::string> failure() const override { return {}; }

 private:
  std::size_t left_;
  bool is_done_ = false;
};

std::vector<std::string> lines_of(std::string_view bytes, std::size_t piece, std::size_t longest) {
  PieceStream stream{bytes.substr(std::min<std::size_t>(2, bytes.size())), piece};
  LineReader reader{stream, std::string{bytes.substr(0, 2)}, longest};
  std::vector<std::string> lines;
  while (auto const line = reader.next()) {
    EXPECT_EQ(line->number, lines.size() + 1);
    lines.push_back(line->is_too_long ? "(long)" : std::string{line->text});
  }
  return lines;
}

TEST(LineReader, finds_the_same_lines_whatever_the_pieces) {
  using Lines = std::vector<std::string>;
  for (std::size_t const piece : {1U, 2U, 3U, 4U, 5U, 7U, 100U}) {
    EXPECT_EQ(lines_of("one\n\ntwo\r\nthree", piece, 100), (Lines{"one", "", "two\r", "three"})) << piece;
    EXPECT_EQ(lines_of("one\n", piece, 100), Lines{"one"}) << piece;
    EXPECT_EQ(lines_of("\n\n", piece, 100), (Lines{"", ""})) << piece;
    EXPECT_EQ(lines_of("", piece, 100), Lines{}) << piece;
    EXPECT_EQ(lines_of("1234\n12345\n1\n123456789", piece, 4), (Lines{"1234", "(long)", "1", "(long)"})) << piece;
  }
}

TEST(LineReader, passes_over_a_line_of_a_gigabyte) {
  EndlessLine stream{1U << 30U};
  LineReader reader{stream, "", 1000};
  auto const first = reader.next();
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->is_too_long);
  auto const second = reader.next();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->number, 2U);
  EXPECT_EQ(second->text, "short");
  EXPECT_FALSE(reader.next());
}

}  // namespace
}  // namespace stemma
