// SPDX-License-Identifier: Apache-2.0
#include "pipeline/segment_merges.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "archive/text_packer.hpp"
#include "pipeline/archive_batch.hpp"
#include "pipeline/archive_transaction.hpp"

namespace stemma {

namespace {

namespace fs = std::filesystem;

class SegmentMergesTest : public testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("stemma_merges_" + std::to_string(std::random_device{}()));
    ArchiveStore::create(folder_);
  }

  void TearDown() override { fs::remove_all(folder_); }

  /// As an addition does it, but for the stories.
  static void add(ArchiveStore& store, std::uint32_t documents) {
    ArchiveTransaction transaction{store};
    auto& catalogue = store.catalogue();
    auto counts = catalogue.counts();
    SegmentParts parts;
    CatalogueSegment segment{counts.next_segment++, counts.next_number, counts.next_number + documents - 1, documents};
    TextPacker packer;
    auto const packed = packer.pack("text", nullptr);
    for (std::uint32_t place = 0; place < documents; ++place) {
      auto const number = counts.next_number++;
      auto const id = "id" + std::to_string(number);
      parts.documents.push_back({0, static_cast<std::uint32_t>(packed.size()), 4, number, 0});
      parts.packed_texts.emplace_back(packed);
      parts.ids.push_back(make_posting(id_posting_key(id), place, 0));
      catalogue.put_document({number, id, number, {}, {}, "en", "made", 0, number});
    }
    std::ranges::sort(parts.ids);
    segment.bytes = write_segment(store.segment_path(segment.segment), std::move(parts));
    catalogue.put_segment(segment);
    catalogue.put_counts(counts);
    transaction.commit();
  }

  static std::vector<std::uint32_t> sizes(ArchiveStore& store) {
    store.read([] {});
    std::vector<std::uint32_t> sizes;
    for (auto const& listed : store.segments()) {
      sizes.push_back(listed.entry.documents);
    }
    return sizes;
  }

  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> files;
    for (auto const& entry : fs::directory_iterator{folder_ / "segments"}) {
      std::ifstream in{entry.path(), std::ios::binary};
      files[entry.path().filename().string()] = {std::istreambuf_iterator<char>{in}, {}};
    }
    return files;
  }

  fs::path folder_;
};

using Sizes = std::vector<std::uint32_t>;

TEST_P(SegmentMergesTest, make_one_of_twelve_beside_the_additions) {
  ArchiveStore store{folder_};
  SegmentMerges merges{store, GetParam()};
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(sizes(store), Sizes(static_cast<std::size_t>(i), 3));
    add(store, 3);
    merges.step({});
  }
  EXPECT_EQ(sizes(store), Sizes(12, 3)) << "it goes on beside the next addition";
  add(store, 3);
  merges.step({});
  EXPECT_EQ(sizes(store), (Sizes{36, 3}));
  EXPECT_EQ(files().size(), 2U);
  store.read([&] { EXPECT_EQ(store.find_id("id30")->number, 30U); });
}

TEST_P(SegmentMergesTest, never_write_a_large_one_again_for_a_few_small_ones) {
  ArchiveStore store{folder_};
  SegmentMerges merges{store, GetParam()};
  for (auto const documents : {2000U, 150U, 160U, 170U, 13U, 14U, 15U, 16U, 17U, 18U, 19U, 20U, 21U, 22U}) {
    add(store, documents);
    merges.step({});
  }
  merges.finish({});
  EXPECT_EQ(sizes(store).size(), 14U);
  for (int i = 0; i < 2; ++i) {
    add(store, 23);
    merges.step({});
  }
  merges.finish({});
  EXPECT_EQ(sizes(store), (Sizes{2000, 150, 160, 170, 221}));
}

TEST_P(SegmentMergesTest, finish_what_becomes_due_by_what_was_finished) {
  ArchiveStore store{folder_};
  SegmentMerges merges{store, GetParam()};
  for (int i = 0; i < 144; ++i) {
    add(store, 2);
    merges.step({});
  }
  merges.finish({});
  EXPECT_EQ(sizes(store), Sizes{288});
  store.read([&] {
    for (std::uint32_t number = 1; number <= 288; ++number) {
      ASSERT_EQ(store.find_id("id" + std::to_string(number))->number, number);
    }
    EXPECT_FALSE(store.find_id("id289"));
  });
}

INSTANTIATE_TEST_SUITE_P(threads, SegmentMergesTest, testing::Values(1U, 3U));

class OneAndThree : public SegmentMergesTest {};

TEST_F(OneAndThree, threads_leave_the_same_files) {
  std::vector<std::map<std::string, std::string>> found;
  for (auto const threads : {1U, 3U}) {
    TearDown();
    SetUp();
    ArchiveStore store{folder_};
    SegmentMerges merges{store, threads};
    for (std::uint32_t i = 0; i < 40; ++i) {
      add(store, 12 + i % 5);
      merges.step({});
    }
    found.push_back(files());
    merges.finish({});
    for (auto& [name, bytes] : files()) {
      found.back()["finished " + name] = std::move(bytes);
    }
  }
  EXPECT_EQ(found[0], found[1]);
}

}  // namespace

}  // namespace stemma
