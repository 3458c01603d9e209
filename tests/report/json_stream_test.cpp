// SPDX-License-Identifier: Apache-2.0
#include "report/json_stream.hpp"

#include <limits>
#include <sstream>

#include <gtest/gtest.h>

namespace stemma {
namespace {

std::string quoted(std::string_view text, JsonPlace place = JsonPlace::File) {
  std::ostringstream out;
  JsonStream{out, place}.string(text);
  return out.str();
}

std::string number(double value) {
  std::ostringstream out;
  JsonStream{out, JsonPlace::File}.number(value);
  return out.str();
}

TEST(JsonStream, PutsCommasBetweenItemsOnly) {
  std::ostringstream out;
  JsonStream json{out, JsonPlace::File};
  json.begin_object();
  json.key("a");
  json.begin_array();
  json.integer(1);
  json.null();
  json.begin_object();
  json.end_object();
  json.end_array();
  json.key("b");
  json.string("x");
  json.end_object();
  EXPECT_EQ(out.str(), R"({"a":[1,null,{}],"b":"x"})");
}

TEST(JsonStream, EscapesWhatJsonForbidsAndNothingElse) {
  EXPECT_EQ(quoted("say \"no\" \\ \n\t"), R"("say \"no\" \\ \n\t")");
  EXPECT_EQ(quoted(std::string_view{"\0\x1b\x7f", 3}), R"("\u0000\u001b\u007f")");
  EXPECT_EQ(quoted("Bečej – Торецьк – 🚢"), "\"Bečej – Торецьк – 🚢\"");
}

TEST(JsonStream, KeepsMarkupOutOfAPage) {
  EXPECT_EQ(quoted("</script><!--&", JsonPlace::Page), R"("\u003c/script\u003e\u003c!--\u0026")");
  EXPECT_EQ(quoted("</script>", JsonPlace::File), R"("</script>")");
}

TEST(JsonStream, ReplacesEveryByteThatIsNotUtf8) {
  std::string const bad = "\xEF\xBF\xBD";
  EXPECT_EQ(quoted("a\xFF"), "\"a" + bad + "\"");
  EXPECT_EQ(quoted("\xC0\xAF"), "\"" + bad + bad + "\"");            // overlong
  EXPECT_EQ(quoted("\xED\xA0\x80"), "\"" + bad + bad + bad + "\"");  // surrogate
  EXPECT_EQ(quoted("\xF4\x90\x80\x80z"), "\"" + bad + bad + bad + bad + "z\"");
  EXPECT_EQ(quoted("cut \xE2\x82"), "\"cut " + bad + bad + "\"");
}

TEST(JsonStream, WritesNumbersTheSameEverywhere) {
  EXPECT_EQ(number(0.92), "0.92");
  EXPECT_EQ(number(1), "1");
  EXPECT_EQ(number(-0.00001), "0");
  EXPECT_EQ(number(2.0 / 3), "0.6667");
  EXPECT_EQ(number(1e20), "100000000000000000000");
  EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "0");
  EXPECT_EQ(number(std::numeric_limits<double>::infinity()), "0");
}

}  // namespace
}  // namespace stemma
