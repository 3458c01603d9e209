// SPDX-License-Identifier: Apache-2.0
#include "corpus/unpacking_stream.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "corpus/packing_file.hpp"
#include "tests/corpus/piece_stream.hpp"
#include "tests/corpus/scratch_folder.hpp"

namespace stemma {
namespace {

struct Unpacked {
  std::string bytes;
  std::string failure;
};

Unpacked unpack(
  std::string_view packed, std::size_t piece = 1000, std::size_t room = 777, UnpackingLimits limits = {}
) {
  PieceStream pieces{packed, piece};
  UnpackingStream stream{pieces, limits};
  Unpacked result;
  std::string space(room, '\0');
  for (auto count = stream.read(space); count > 0; count = stream.read(space)) {
    result.bytes.append(space, 0, count);
  }
  result.failure = stream.failure().value_or("");
  return result;
}

class UnpackingStreamTest : public ScratchFolder {
 protected:
  static std::string packed(std::string_view bytes, Packing packing) {
    PackingFile file{"packed", packing};
    file.write(bytes);
    file.finish();
    std::ifstream in{"packed", std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  static std::string words(std::size_t count) {
    std::mt19937 random{7};
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
      text += std::to_string(random() % 5000) + ' ';
    }
    return text;
  }
};

TEST_F(UnpackingStreamTest, gives_back_what_was_packed_for_any_cut) {
  std::string const text = words(20'000);
  for (Packing const packing : {Packing::Plain, Packing::Gzip, Packing::Zstd}) {
    std::string const bytes = packed(text, packing);
    for (std::size_t const piece : {std::size_t{1}, std::size_t{7}, std::size_t{4096}, bytes.size()}) {
      for (std::size_t const room : {std::size_t{13}, std::size_t{5000}, text.size() + 1}) {
        Unpacked const unpacked = unpack(bytes, piece, room);
        EXPECT_EQ(unpacked.failure, "");
        EXPECT_EQ(unpacked.bytes, text) << piece << " " << room;
      }
    }
  }
}

TEST_F(UnpackingStreamTest, takes_members_one_after_another_as_one) {
  for (Packing const packing : {Packing::Gzip, Packing::Zstd}) {
    std::string bytes;
    std::string text;
    for (std::size_t const count : {0U, 1U, 50U, 3U, 4000U}) {
      bytes += packed(words(count), packing);
      text += words(count);
    }
    for (std::size_t piece = 1; piece < 80; ++piece) {
      Unpacked const unpacked = unpack(bytes, piece);
      ASSERT_EQ(unpacked.failure, "") << piece;
      ASSERT_EQ(unpacked.bytes, text) << piece;
    }
  }
}

TEST_F(UnpackingStreamTest, names_the_byte_of_a_cut_and_keeps_what_came_before) {
  std::string const text = words(20'000);
  for (Packing const packing : {Packing::Gzip, Packing::Zstd}) {
    std::string const bytes = packed(text, packing);
    for (std::size_t const length : {std::size_t{11}, bytes.size() / 2, bytes.size() - 1}) {
      Unpacked const unpacked = unpack(std::string_view{bytes}.substr(0, length));
      EXPECT_TRUE(text.starts_with(unpacked.bytes));
      EXPECT_NE(unpacked.failure.find("cut off at byte " + std::to_string(length)), std::string::npos)
        << unpacked.failure;
    }
    EXPECT_GT(unpack(std::string_view{bytes}.substr(0, bytes.size() - 1)).bytes.size(), text.size() / 2);
  }
}

TEST_F(UnpackingStreamTest, survives_any_changed_byte_and_never_gives_wrong_bytes_unsaid) {
  std::string const text = words(300);
  for (Packing const packing : {Packing::Gzip, Packing::Zstd}) {
    std::string const bytes = packed(text, packing);
    for (std::size_t at = 4; at < bytes.size(); ++at) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ 0x55);
      Unpacked const unpacked = unpack(changed);
      EXPECT_TRUE(!unpacked.failure.empty() || unpacked.bytes == text) << at;
    }
  }
}

TEST_F(UnpackingStreamTest, says_that_something_else_follows) {
  std::string const bytes = packed("text", Packing::Gzip);
  EXPECT_EQ(unpack(bytes + std::string(600, '\0')).failure, "") << "padding of a tape is no fault";
  Unpacked const unpacked = unpack(bytes + "more");
  EXPECT_EQ(unpacked.bytes, "text");
  EXPECT_NE(unpacked.failure.find("no gzip data"), std::string::npos);
}

TEST_F(UnpackingStreamTest, stops_where_a_little_becomes_too_much) {
  std::string const text(10'000'000, 'x');
  for (Packing const packing : {Packing::Gzip, Packing::Zstd}) {
    std::string const bytes = packed(text, packing);
    Unpacked const stopped = unpack(bytes, 1000, 5000, {.free_bytes = 1'000'000, .most_times = 100});
    EXPECT_NE(stopped.failure.find("unpacks to more than 100 times its size"), std::string::npos) << stopped.failure;
    EXPECT_LE(stopped.bytes.size(), 1'100'000U);
    EXPECT_EQ(unpack(bytes, 1000, 5000, {.free_bytes = 1'000'000, .most_times = 0}).bytes, text);
    EXPECT_EQ(unpack(bytes).bytes, text) << "little as it is, it may unpack as it likes";
  }
}

}  // namespace
}  // namespace stemma
