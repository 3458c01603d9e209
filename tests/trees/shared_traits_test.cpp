// SPDX-License-Identifier: Apache-2.0
#include "trees/shared_traits.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace stemma {

namespace {

/// Tellings of which each has some runs that most have, some that few have, and some of its own.
std::vector<TellingTraits> tellings(unsigned seed, std::size_t count, std::uint64_t runs) {
  std::mt19937 random{seed};
  std::vector<TellingTraits> made(count);
  for (TellingTraits& telling : made) {
    std::set<std::uint64_t> keys;
    for (std::uint64_t run = 0; run < runs; ++run) {
      if (random() % (1 + run % 40) == 0) {
        keys.insert(run * 0x9E37'79B9'7F4A'7C15ULL);
      }
      if (random() % 50 == 0) {
        keys.insert(random());
      }
    }
    for (auto const key : keys) {
      telling.wording.push_back({key, 1, 0, false});
    }
  }
  return made;
}

TEST(SharedTraits, any_two_share_what_setting_them_side_by_side_says) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    std::size_t const count = seed < 4 ? seed - 1 : 7 * seed;
    auto const traits = tellings(seed, count, seed * 250);
    auto const shared = count_shared_traits(traits, &TellingTraits::wording);
    ASSERT_EQ(shared.size(), count * count);
    for (std::size_t one = 0; one < count; ++one) {
      for (std::size_t other = 0; other < count; ++other) {
        auto const expected = one == other ? 0 : count_shared(traits[one].wording, traits[other].wording);
        ASSERT_EQ(shared[one * count + other], expected) << "seed " << seed << ", " << one << " and " << other;
      }
    }
  }
}

TEST(SharedTraits, what_either_of_two_has_is_what_setting_all_side_by_side_says) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    auto const traits = tellings(seed, 9, seed * 90);
    for (WitnessIndex own = 0; own < traits.size(); ++own) {
      TraitsInEither in_either{traits, &TellingTraits::wording, own};
      for (WitnessIndex first = 0; first < traits.size(); ++first) {
        for (WitnessIndex second = 0; second < traits.size(); ++second) {
          auto const expected = std::ranges::count_if(traits[own].wording, [&](Trait const& run) {
            return has_trait(traits[first].wording, run.key) || has_trait(traits[second].wording, run.key);
          });
          ASSERT_EQ(in_either.count(first, second), static_cast<std::size_t>(expected)) << "seed " << seed;
        }
      }
    }
  }
}

TEST(SharedTraits, all_bits_of_many_words_are_counted) {
  std::vector<TellingTraits> traits(3);
  for (std::uint64_t key = 0; key < 5000; ++key) {
    traits[0].wording.push_back({key, 1, 0, false});
    traits[1].wording.push_back({key, 1, 0, false});
  }
  auto const shared = count_shared_traits(traits, &TellingTraits::wording);
  EXPECT_EQ(shared[1], 5000U);
  EXPECT_EQ(shared[2], 0U);
}

}  // namespace

}  // namespace stemma
