// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.hpp"

#include <gtest/gtest.h>

namespace stemma::cli {
namespace {

TEST(ProgressText, tells_stage_count_and_rate) {
  EXPECT_EQ(progress_text({"corpus", 0, 0}, 3), "corpus");
  EXPECT_EQ(progress_text({"facts", 12, 40}, 0.1), "facts  12 of 40");
  EXPECT_EQ(progress_text({"facts", 12, 40}, 1.5), "facts  12 of 40  (8 a second)");
  EXPECT_EQ(progress_text({"facts", 1, 40}, 100), "facts  1 of 40  (1 in 100 seconds)");
}

}  // namespace
}  // namespace stemma::cli
