// SPDX-License-Identifier: Apache-2.0
#include "passages/interner.hpp"

#include <cstdint>
#include <random>
#include <unordered_map>

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(Interner, numbers_hashes_in_the_order_of_first_sight) {
  Interner interner{4};
  EXPECT_EQ(interner.number_of(77), 0U);
  EXPECT_EQ(interner.number_of(0), 1U);
  EXPECT_EQ(interner.number_of(77), 0U);
  EXPECT_EQ(interner.find(0), 1U);
  EXPECT_EQ(interner.find(78), UINT32_MAX);
  EXPECT_EQ(interner.count(), 2U);
}

TEST(Interner, tells_hashes_apart_that_share_a_half) {
  std::mt19937_64 random{5};
  std::unordered_map<std::uint64_t, std::uint32_t> known;
  Interner interner{4000};
  for (int trial = 0; trial < 20'000; ++trial) {
    std::uint64_t const hash = (random() % 64) << 32U | random() % 64;
    auto const [place, is_new] = known.try_emplace(hash, static_cast<std::uint32_t>(known.size()));
    ASSERT_EQ(interner.find(hash), is_new ? UINT32_MAX : place->second);
    ASSERT_EQ(interner.number_of(hash), place->second);
    if (known.size() == 4000) {
      break;
    }
  }
  EXPECT_EQ(interner.count(), known.size());
}

TEST(Interner, holds_as_many_as_it_was_made_for) {
  for (std::uint32_t const most : {0U, 1U, 2U, 3U, 5U, 8U, 100U, 1023U}) {
    Interner interner{most};
    for (std::uint32_t k = 0; k < most; ++k) {
      EXPECT_EQ(interner.number_of(k * 0x100000001ULL), k);
    }
    EXPECT_EQ(interner.find(~0ULL), UINT32_MAX);
  }
}

TEST(Interner, keeps_its_numbers_when_it_gives_room_back) {
  Interner interner{5000};
  for (std::uint32_t k = 0; k < 70; ++k) {
    EXPECT_EQ(interner.number_of(k * 0x9E3779B97F4A7C15ULL), k);
  }
  interner.fit();
  EXPECT_EQ(interner.count(), 70U);
  for (std::uint32_t k = 0; k < 70; ++k) {
    EXPECT_EQ(interner.find(k * 0x9E3779B97F4A7C15ULL), k);
    EXPECT_EQ(interner.hash_of(k), k * 0x9E3779B97F4A7C15ULL);
  }
  EXPECT_EQ(interner.find(~0ULL), UINT32_MAX);
}

}  // namespace
}  // namespace stemma
