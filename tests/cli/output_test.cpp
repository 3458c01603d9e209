// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "stemma/error.hpp"
#include "tests/corpus/scratch_folder.hpp"

namespace stemma::cli {
namespace {

namespace fs = std::filesystem;

class Output : public ScratchFolder {
 protected:
  [[nodiscard]] static std::string contents(fs::path const& path) {
    std::ifstream in{path};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  [[nodiscard]] static std::ptrdiff_t entries() {
    return std::distance(fs::directory_iterator{"."}, fs::directory_iterator{});
  }
};

TEST_F(Output, writes_a_file_and_leaves_nothing_beside_it) {
  write_file("report.json", [](std::ostream& out) { out << "one"; });
  write_file("report.json", [](std::ostream& out) { out << "two"; });
  EXPECT_EQ(contents("report.json"), "two");
  EXPECT_EQ(entries(), 1);
}

TEST_F(Output, keeps_the_old_file_where_writing_fails) {
  write_file("report.json", [](std::ostream& out) { out << "old"; });
  EXPECT_THROW(write_file("report.json", [](std::ostream& out) { out.setstate(std::ios::badbit); }), Error);
  EXPECT_THROW(write_file("report.json", [](std::ostream&) { throw 1; }), int);
  EXPECT_EQ(contents("report.json"), "old");
  EXPECT_EQ(entries(), 1);
}

TEST_F(Output, writes_through_a_link) {
  write("target.json", "old");
  fs::create_symlink("target.json", "link.json");
  write_file("link.json", [](std::ostream& out) { out << "new"; });
  EXPECT_TRUE(fs::is_symlink("link.json"));
  EXPECT_EQ(contents("target.json"), "new");
}

TEST_F(Output, keeps_the_permissions_of_the_file_it_replaces) {
  write("report.json", "old");
  fs::permissions("report.json", fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  write_file("report.json", [](std::ostream& out) { out << "new"; });
  EXPECT_EQ(
    fs::status("report.json").permissions(), fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read
  );
}

TEST_F(Output, knows_beforehand_where_it_cannot_write) {
  EXPECT_THROW(check_can_write("no/such/folder/report.json"), Error);
  EXPECT_THROW(check_can_write("."), Error);
  EXPECT_NO_THROW(check_can_write("report.json"));
  EXPECT_NO_THROW(check_can_write("/dev/null"));
  EXPECT_EQ(entries(), 0);
}

TEST_F(Output, says_that_the_disk_is_full) {
  if (!fs::exists("/dev/full")) {
    GTEST_SKIP() << "needs /dev/full";
  }
  try {
    write_file("/dev/full", [](std::ostream& out) { out << "one"; });
    FAIL() << "nothing was thrown";
  } catch (Error const& error) {
    EXPECT_EQ(error.kind(), ErrorKind::CannotWrite);
    EXPECT_STREQ(error.what(), "cannot write /dev/full: No space left on device");
  }
}

}  // namespace
}  // namespace stemma::cli
