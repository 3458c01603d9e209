// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace stemma {

/// An empty folder for one test, removed after it. The working directory is the folder, so paths are short and alike.
class ScratchFolder : public testing::Test {
 protected:
  void SetUp() override {
    auto const* test = testing::UnitTest::GetInstance()->current_test_info();
    start_ = std::filesystem::current_path();
    folder_ =
      std::filesystem::temp_directory_path() / (std::string{"stemma-"} + test->test_suite_name() + "-" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::filesystem::current_path(folder_);
  }

  void TearDown() override {
    std::filesystem::current_path(start_);
    std::filesystem::remove_all(folder_);
  }

  static void write(std::filesystem::path const& path, std::string_view bytes) {
    if (path.has_parent_path()) {
      std::filesystem::create_directories(path.parent_path());
    }
    std::ofstream{path, std::ios::binary} << bytes;
  }

 private:
  std::filesystem::path start_;
  std::filesystem::path folder_;
};

}  // namespace stemma
