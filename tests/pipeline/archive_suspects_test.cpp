// SPDX-License-Identifier: Apache-2.0
#include "pipeline/archive_suspects.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "archive/segment_writer.hpp"
#include "archive/text_packer.hpp"
#include "base/byte_words.hpp"
#include "base/shingles.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_transaction.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

std::set<std::uint64_t> keys_of(std::string_view text) {
  ByteWords words;
  std::vector<std::uint64_t> shingles;
  find_words(text, chosen_mask_kernel(), words);
  make_shingles(words.hashes, chosen_mask_kernel(), shingles);
  std::set<std::uint64_t> keys;
  for (auto const shingle : shingles) {
    keys.insert(anchor_posting_key(shingle));
  }
  return keys;
}

class ArchiveSuspectsTest : public testing::Test {
 protected:
  ArchiveSuspectsTest()
      : folder_{fs::temp_directory_path() / ("stemma_suspects_" + std::to_string(std::random_device{}()))} {
    ArchiveStore::create(folder_);
  }

  ~ArchiveSuspectsTest() override { fs::remove_all(folder_); }

  /// Texts in a segment of their own, found by all of their shingles; some numbers may be left free between them.
  void add(std::vector<std::string> const& texts, std::uint32_t step = 1) {
    ArchiveStore store{folder_};
    store.read([] {});
    ArchiveTransaction transaction{store};
    auto& catalogue = store.catalogue();
    auto counts = catalogue.counts();
    SegmentParts parts;
    CatalogueSegment segment{counts.next_segment++, counts.next_number, 0, static_cast<std::uint32_t>(texts.size())};
    TextPacker packer;
    auto const packed = packer.pack("text", nullptr);
    for (std::uint32_t place = 0; place < texts.size(); ++place) {
      segment.last_number = counts.next_number;
      counts.next_number += step;
      parts.documents.push_back({0, static_cast<std::uint32_t>(packed.size()), 4, segment.last_number, 0});
      parts.packed_texts.emplace_back(packed);
      for (auto const key : keys_of(texts[place])) {
        parts.anchors.push_back(make_posting(key, place, 0));
      }
      texts_[segment.last_number] = texts[place];
    }
    std::ranges::sort(parts.anchors);
    segment.bytes = write_segment(store.segment_path(segment.segment), std::move(parts));
    catalogue.put_segment(segment);
    catalogue.put_counts(counts);
    transaction.commit();
  }

  std::vector<ArchiveSuspect> ask(std::string const& question, std::size_t copies) const {
    ArchiveStore store{folder_};
    return store.read([&] { return find_suspects(store, question, copies); });
  }

  /// The slow twin: each text's keys, one by one. Sums of weights, for as many postings as one likes.
  std::map<std::uint32_t, double> weights(std::string const& question) const {
    std::map<std::uint32_t, double> weights;
    for (auto const key : keys_of(question)) {
      std::vector<std::uint32_t> carriers;
      for (auto const& [number, text] : texts_) {
        if (keys_of(text).contains(key)) {
          carriers.push_back(number);
        }
      }
      for (auto const number : carriers) {
        weights[number] += 1 / static_cast<double>(1 + carriers.size() / 8);
      }
    }
    return weights;
  }

  fs::path folder_;
  std::map<std::uint32_t, std::string> texts_;
};

std::string made_text(std::mt19937& random, std::string const& more) {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += "word" + std::to_string(random() % 3) + ' ';
  }
  return text + more;
}

TEST_F(ArchiveSuspectsTest, finds_what_reading_every_text_finds) {
  std::mt19937 random{7};
  for (std::uint32_t segment = 0; segment < 4; ++segment) {
    std::vector<std::string> texts;
    for (int i = 0; i < 40; ++i) {
      texts.push_back(made_text(random, ""));
    }
    add(texts, 1 + segment % 2);
  }
  std::size_t found = 0;
  for (int i = 0; i < 30; ++i) {
    auto const question = made_text(random, "and one more thing");
    auto const expected = weights(question);
    auto const suspects = ask(question, 1'000'000);
    ASSERT_EQ(suspects.size(), expected.size());
    for (std::size_t s = 0; s < suspects.size(); ++s) {
      EXPECT_NEAR(suspects[s].weight, expected.at(suspects[s].number), 1e-4);
      EXPECT_TRUE(s == 0 || suspects[s - 1].weight >= suspects[s].weight);
    }
    found += suspects.size();
  }
  EXPECT_GT(found, 100U);
}

TEST_F(ArchiveSuspectsTest, reads_the_rarest_first_where_not_all_can_be_read) {
  std::string const stock = "all rights reserved no part of this may be printed again without leave of the publisher ";
  std::vector<std::string> texts;
  for (int i = 0; i < 399; ++i) {
    texts.push_back(stock + "text number " + std::to_string(i));
  }
  texts[3] = stock + "the ferry ran aground on a reef off the island early on Tuesday";
  add(texts);
  auto const question = stock + "the ferry ran aground on a reef off the island early on Tuesday";
  auto const few = ask(question, 1);
  EXPECT_EQ(few.front().number, texts_.begin()->first + 3);
  EXPECT_LT(few.front().weight, ask(question, 100'000).front().weight) << "not all was read";
  EXPECT_EQ(ask(question, 100'000).front().number, few.front().number);
}

TEST_F(ArchiveSuspectsTest, takes_what_was_added_last_of_what_very_many_have) {
  std::string const stock = "all rights reserved no part of this may be printed again without leave";
  for (int segment = 0; segment < 3; ++segment) {
    add(std::vector<std::string>(250, stock));
  }
  auto const suspects = ask(stock, 1'000'000);
  ASSERT_EQ(suspects.size(), 400U);
  EXPECT_EQ(suspects.front().number, texts_.rbegin()->first - 399);
}

}  // namespace

}  // namespace stemma
