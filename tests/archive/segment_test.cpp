// SPDX-License-Identifier: Apache-2.0
#include "archive/segment.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "archive/damaged.hpp"
#include "archive/posting_cursor.hpp"
#include "archive/segment_writer.hpp"
#include "archive/text_packer.hpp"
#include "reference/postings.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_{fs::temp_directory_path() / ("stemma_segment_" + std::to_string(std::random_device{}()))} {
    fs::create_directories(path_);
  }

  ~Folder() { fs::remove_all(path_); }

  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;

  [[nodiscard]] fs::path operator/(char const* name) const { return path_ / name; }

 private:
  fs::path path_;
};

/// Made postings: most keys of one document, some of very many, as in news.
std::vector<Posting> made_postings(std::uint32_t documents, std::size_t count, unsigned seed) {
  std::mt19937_64 random{seed};
  std::vector<Posting> postings;
  for (std::size_t i = 0; i < count; ++i) {
    auto const key = random() % 7 == 0 ? random() % 5 * (kMostPostingKey / 4) : random() & kMostPostingKey;
    postings.push_back(make_posting(key, static_cast<std::uint32_t>(random() % documents), random() % 64 & 63U));
  }
  std::ranges::sort(postings);
  auto const same = [](Posting a, Posting b) { return a >> kPostingWeightBits == b >> kPostingWeightBits; };
  auto const doubled = std::ranges::unique(postings, same);
  postings.erase(doubled.begin(), doubled.end());
  return postings;
}

struct Made {
  SegmentParts parts;
  std::vector<std::string> packed;
};

Made made_segment(std::uint32_t first_number, std::uint32_t documents, unsigned seed) {
  Made made;
  TextPacker packer;
  for (std::uint32_t i = 0; i < documents; ++i) {
    auto const text = "The text of number " + std::to_string(first_number + i) + ", and some words of it.";
    made.packed.emplace_back(packer.pack(text, nullptr));
    made.parts.documents.push_back(
      {0, static_cast<std::uint32_t>(made.packed.back().size()), static_cast<std::uint32_t>(text.size()),
       first_number + i, 10U << 8U | 5U}
    );
  }
  made.parts.packed_texts.assign(made.packed.begin(), made.packed.end());
  made.parts.keys = made_postings(documents, 40 * documents, seed);
  for (auto const posting : made_postings(documents, 30 * documents, seed + 1)) {
    made.parts.anchors.push_back(make_posting(key_of(posting), place_of(posting), 0));
  }
  for (std::uint64_t word = 0; word < 100; ++word) {
    made.parts.words.push_back({word * 1000, 1, -1});
  }
  return made;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> found(PostingList const& list, std::uint64_t key) {
  PostingCursor cursor{list};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> carriers;
  for (auto at = cursor.find(key); at < list.count && key_of(cursor.at(at)) == key; ++at) {
    carriers.emplace_back(place_of(cursor.at(at)), weight_of(cursor.at(at)));
  }
  return carriers;
}

std::string text_in(ArchiveSegment const& segment, std::uint32_t place) {
  TextUnpacker unpacker;
  std::string text;
  auto const& document = segment.documents()[place];
  EXPECT_TRUE(unpacker.unpack(segment.packed_text(document), document.text_bytes, nullptr, text));
  return text;
}

TEST(ArchiveSegment, finds_what_its_slow_twin_finds) {
  Folder const folder;
  for (std::uint32_t const documents : {1U, 3U, 200U}) {
    auto made = made_segment(10, documents, documents);
    reference::Postings twin;
    std::vector<std::uint64_t> keys{0, kMostPostingKey};
    for (auto const posting : made.parts.keys) {
      twin.add(key_of(posting), place_of(posting), weight_of(posting));
      for (auto const key : {key_of(posting), key_of(posting) + 1, key_of(posting) - 1}) {
        keys.push_back(key & kMostPostingKey);
      }
    }
    auto const bytes = write_segment(folder / "a.segment", made.parts);
    ArchiveSegment const segment{folder / "a.segment", bytes};
    segment.check();
    for (auto const key : keys) {
      EXPECT_EQ(found(segment.keys(), key), twin.find(key)) << key;
    }
  }
}

TEST(ArchiveSegment, gives_its_texts_and_words_again) {
  Folder const folder;
  auto const bytes = write_segment(folder / "a.segment", made_segment(7, 50, 3).parts);
  ArchiveSegment const segment{folder / "a.segment", bytes};
  EXPECT_EQ(text_in(segment, 49), "The text of number 56, and some words of it.");
  EXPECT_EQ(segment.place_of_number(56), 49U);
  EXPECT_EQ(segment.place_of_number(57), std::nullopt);
  ASSERT_NE(segment.find_word(99'000), nullptr);
  EXPECT_EQ(segment.find_word(99'000)->name_lead, -1);
  EXPECT_EQ(segment.find_word(5), nullptr);
}

TEST(MergeSegments, holds_what_both_held_without_what_is_gone) {
  Folder const folder;
  auto const left = made_segment(1, 40, 5);
  auto const right = made_segment(41, 60, 6);
  std::vector<std::shared_ptr<ArchiveSegment const>> segments;
  for (auto const& [made, name] : {std::pair{&left, "l.segment"}, std::pair{&right, "r.segment"}}) {
    auto const bytes = write_segment(folder / name, made->parts);
    segments.push_back(std::make_shared<ArchiveSegment const>(folder / name, bytes));
  }
  auto const is_gone = [](std::uint32_t number) { return number % 3 == 0; };
  auto const merged = merge_segments(folder / "m.segment", segments, is_gone);
  ArchiveSegment const segment{folder / "m.segment", merged.bytes};
  segment.check();
  EXPECT_EQ(merged.documents, 67U);
  EXPECT_EQ(segment.documents().size(), 67U);
  EXPECT_EQ(segment.place_of_number(42), std::nullopt);
  EXPECT_EQ(text_in(segment, *segment.place_of_number(100)), "The text of number 100, and some words of it.");
  EXPECT_EQ(segment.find_word(99'000)->texts, 2U);
  for (auto const& old : segments) {
    PostingCursor cursor{old->keys()};
    for (std::uint64_t at = 0; at < old->keys().count; ++at) {
      auto const posting = cursor.at(at);
      auto const number = old->documents()[place_of(posting)].number;
      auto const carriers = found(segment.keys(), key_of(posting));
      auto const place = segment.place_of_number(number);
      bool const is_there = place && std::ranges::count(carriers, std::pair{*place, weight_of(posting)}) == 1;
      EXPECT_EQ(is_there, !is_gone(number));
    }
  }
}

TEST(MergeSegments, leaves_no_file_where_nothing_is_left) {
  Folder const folder;
  auto const bytes = write_segment(folder / "a.segment", made_segment(1, 4, 5).parts);
  std::vector const segments{std::make_shared<ArchiveSegment const>(folder / "a.segment", bytes)};
  EXPECT_EQ(merge_segments(folder / "m.segment", segments, [](std::uint32_t) { return true; }).documents, 0U);
  EXPECT_FALSE(fs::exists(folder / "m.segment"));
}

/// Whatever bit is turned over, it is found by a check, and nothing is read beyond the file meanwhile.
TEST(ArchiveSegment, finds_every_bit_that_was_turned_over) {
  Folder const folder;
  auto const made = made_segment(1, 30, 8);
  auto const bytes = write_segment(folder / "a.segment", made.parts);
  std::mt19937_64 random{11};
  for (int round = 0; round < 120; ++round) {
    fs::copy_file(folder / "a.segment", folder / "b.segment", fs::copy_options::overwrite_existing);
    {
      std::fstream file{folder / "b.segment", std::ios::binary | std::ios::in | std::ios::out};
      auto const place = static_cast<std::streamoff>(round < 60 ? 4 * round : static_cast<int>(random() % bytes));
      file.seekg(place);
      auto const byte = static_cast<char>(file.get() ^ (1 << random() % 8));
      file.seekp(place);
      file.put(byte);
    }
    auto const read_all = [&] {
      ArchiveSegment const segment{folder / "b.segment", bytes};
      for (auto const posting : made.parts.keys) {
        try {
          static_cast<void>(found(segment.keys(), key_of(posting)));
        } catch (DamagedSegment const&) {  // The check below must find it, too.
        }
      }
      segment.check();
    };
    EXPECT_THROW(read_all(), DamagedSegment) << round;
  }
}

TEST(ArchiveSegment, refuses_a_file_that_was_cut_off) {
  Folder const folder;
  auto const bytes = write_segment(folder / "a.segment", made_segment(1, 30, 8).parts);
  fs::resize_file(folder / "a.segment", bytes - 9);
  EXPECT_THROW((ArchiveSegment{folder / "a.segment", bytes}), DamagedSegment);
}

TEST(TextPacker, packs_with_a_dictionary_and_notices_another) {
  std::vector<std::string> texts;
  for (int i = 0; i < 2500; ++i) {
    auto& text = texts.emplace_back();
    for (int j = 0; j < 40; ++j) {
      text += "word" + std::to_string(i * j % 300) + " of the council of " + std::to_string(i * 7919 % 1000) + "; ";
    }
  }
  std::vector<std::string_view> const views{texts.begin(), texts.end()};
  auto bytes = TextDictionary::train(views);
  ASSERT_TRUE(bytes.has_value());
  TextDictionary const dictionary{std::move(*bytes)};
  TextPacker packer;
  TextUnpacker unpacker;
  std::string const packed{packer.pack(texts[77], &dictionary)};
  EXPECT_EQ(TextUnpacker::dictionary_of(packed), dictionary.id());
  EXPECT_LT(packed.size(), packer.pack(texts[77], nullptr).size());
  std::string text;
  EXPECT_TRUE(unpacker.unpack(packed, static_cast<std::uint32_t>(texts[77].size()), &dictionary, text));
  EXPECT_EQ(text, texts[77]);
  EXPECT_FALSE(unpacker.unpack(packed, static_cast<std::uint32_t>(texts[77].size()), nullptr, text));
  EXPECT_FALSE(TextDictionary::train(std::vector<std::string_view>{"few"}).has_value());
}

}  // namespace

}  // namespace stemma
