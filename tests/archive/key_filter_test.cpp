// SPDX-License-Identifier: Apache-2.0
#include "archive/key_filter.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "archive/postings.hpp"

namespace stemma {

namespace {

TEST(KeyFilter, lets_all_its_keys_through_and_few_others) {
  std::mt19937_64 random{3};
  for (std::size_t const count : {1U, 55U, 57U, 3000U}) {
    std::vector<std::uint64_t> keys{0, kMostPostingKey};
    while (keys.size() < std::max<std::size_t>(2, count)) {
      keys.push_back(random() & kMostPostingKey);
    }
    keys.resize(count);
    KeyFilterMaker maker{count};
    std::ranges::for_each(keys, [&](std::uint64_t key) { maker.add(key); });
    KeyFilter filter{maker.finish()};
    for (auto const key : keys) {
      EXPECT_EQ(filter.ask(key), KeyFilter::Answer::MayHave);
    }
    int passed = 0;
    for (int i = 0; i < 10'000; ++i) {
      passed += filter.ask(random() & kMostPostingKey) == KeyFilter::Answer::Lacks ? 0 : 1;
    }
    EXPECT_LT(passed, 500) << count;
  }
}

TEST(KeyFilter, of_no_keys_lacks_all) {
  KeyFilterMaker maker{0};
  EXPECT_EQ(KeyFilter{maker.finish()}.ask(5), KeyFilter::Answer::Lacks);
  EXPECT_EQ(KeyFilter{}.ask(5), KeyFilter::Answer::Lacks);
}

TEST(KeyFilter, notices_every_bit_that_was_turned_over) {
  std::mt19937_64 random{5};
  KeyFilterMaker maker{56};
  for (int i = 0; i < 56; ++i) {
    maker.add(random() & kMostPostingKey);
  }
  auto const whole = maker.finish();
  ASSERT_EQ(whole.size(), 1U);
  for (unsigned bit = 0; bit < 512; ++bit) {
    auto line = whole.front();
    (bit < 448 ? line.bits[bit / 64] : line.checksum) ^= std::uint64_t{1} << (bit % 64);
    EXPECT_EQ((KeyFilter{{&line, 1}}.ask(77)), KeyFilter::Answer::Damaged) << bit;
  }
}

TEST(KeyFilter, notices_lines_that_have_changed_places) {
  KeyFilterMaker maker{112};
  auto const whole = maker.finish();
  ASSERT_EQ(whole.size(), 2U);
  std::vector<FilterLine> const changed{whole[1], whole[0]};
  EXPECT_EQ((KeyFilter{changed}.ask(0)), KeyFilter::Answer::Damaged);
}

}  // namespace

}  // namespace stemma
