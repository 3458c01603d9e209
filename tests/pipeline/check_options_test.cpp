// SPDX-License-Identifier: Apache-2.0
#include "pipeline/check_options.hpp"

#include <gtest/gtest.h>

#include "stemma/error.hpp"

namespace stemma {
namespace {

TEST(CheckOptions, accepts_the_defaults) {
  EXPECT_NO_THROW(check_options({}));
}

TEST(CheckOptions, refuses_a_value_out_of_range_and_names_it) {
  Options options;
  options.threads = 1000;
  try {
    check_options(options);
    FAIL() << "nothing was thrown";
  } catch (Error const& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadOption);
    EXPECT_NE(std::string{error.what()}.find("threads"), std::string::npos);
  }
}

TEST(CheckOptions, refuses_an_empty_field_name) {
  Options options;
  options.fields.text = "";
  EXPECT_THROW(check_options(options), Error);
}

}  // namespace
}  // namespace stemma
