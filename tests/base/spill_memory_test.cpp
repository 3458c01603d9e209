// SPDX-License-Identifier: Apache-2.0
#include "base/spill_memory.hpp"

#include <cstdint>
#include <filesystem>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stemma/error.hpp"

namespace stemma {
namespace {

constexpr std::size_t kNumbers = 1U << 20U;  // 8 MiB

class SpillMemoryTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("stemma-spill-" + std::to_string(std::random_device{}()));
    std::filesystem::create_directories(folder_);
  }

  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST_F(SpillMemoryTest, takes_files_only_for_what_is_beyond_the_budget) {
  SpillMemory memory{folder_, 8 * kNumbers + 1000, 0};
  std::pmr::vector<std::uint64_t> const first(kNumbers, &memory);
  EXPECT_EQ(memory.bytes_in_files(), 0U);
  {
    std::pmr::vector<std::uint64_t> const second(kNumbers, &memory);
    EXPECT_EQ(memory.bytes_in_files(), 8 * kNumbers);
  }
  EXPECT_EQ(memory.bytes_in_files(), 0U);
  EXPECT_EQ(memory.most_bytes_in_files(), 8 * kNumbers);
}

TEST_F(SpillMemoryTest, keeps_what_was_written_when_the_memory_is_dropped) {
  SpillMemory memory{folder_, 0, 0};
  std::pmr::vector<std::uint64_t> numbers(kNumbers, &memory);
  std::iota(numbers.begin(), numbers.end(), 7U);
  auto const before = resident_bytes();
  memory.ease();
  EXPECT_LT(resident_bytes(), before - 4 * kNumbers);
  for (std::size_t i = 0; i < kNumbers; ++i) {
    ASSERT_EQ(numbers[i], i + 7);
  }
}

TEST_F(SpillMemoryTest, leaves_no_file_behind) {
  SpillMemory memory{folder_, 0, 0};
  std::pmr::vector<std::uint64_t> const numbers(kNumbers, &memory);
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(SpillMemoryTest, says_that_there_is_no_room_for_a_file) {
  SpillMemory memory{folder_ / "nowhere", 0, 0};
  EXPECT_THROW(std::pmr::vector<std::uint64_t>(kNumbers, &memory), Error);
}

}  // namespace
}  // namespace stemma
