// SPDX-License-Identifier: Apache-2.0
#include "pipeline/key_filters.hpp"

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "archive/segment_writer.hpp"

namespace stemma {

namespace {

TEST(KeyFilter, lets_all_keys_of_a_list_through_and_few_others) {
  std::mt19937_64 random{3};
  SegmentParts parts;
  parts.documents.push_back({0, 0, 0, 1, 0});
  parts.packed_texts.emplace_back();
  for (int i = 0; i < 3000; ++i) {
    parts.anchors.push_back(make_posting(random() & kMostPostingKey, 0, 0));
  }
  std::ranges::sort(parts.anchors);
  auto const anchors = parts.anchors;
  auto const path =
    std::filesystem::temp_directory_path() / ("stemma_filter_" + std::to_string(std::random_device{}()));
  auto const bytes = write_segment(path, std::move(parts));
  ArchiveSegment const segment{path, bytes};
  KeyFilter const filter{segment.anchors()};
  for (auto const anchor : anchors) {
    EXPECT_TRUE(filter.may_have(key_of(anchor)));
  }
  int passed = 0;
  for (int i = 0; i < 10'000; ++i) {
    passed += filter.may_have(random() & kMostPostingKey) ? 1 : 0;
  }
  EXPECT_LT(passed, 1500);
  std::filesystem::remove(path);
}

}  // namespace

}  // namespace stemma
