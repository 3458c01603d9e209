// SPDX-License-Identifier: Apache-2.0
#include "sketches/sketcher.hpp"

#include <algorithm>
#include <bit>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/shingles.hpp"
#include "bench/corpora/made_news.hpp"
#include "sketches/min_registers.hpp"
#include "sketches/winnow.hpp"
#include "stemma/error.hpp"

namespace stemma {
namespace {

using bench::NewsMaker;
using bench::RandomNumbers;

std::vector<std::uint64_t> random_shingles(std::size_t count, std::uint64_t seed) {
  RandomNumbers random{seed};
  std::vector<std::uint64_t> shingles(count);
  std::ranges::generate(shingles, [&] { return random.next(); });
  return shingles;
}

double agreement(std::vector<std::uint32_t> const& left, std::vector<std::uint32_t> const& right) {
  std::size_t equal = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    equal += left[i] == right[i] ? 1U : 0U;
  }
  return static_cast<double>(equal) / static_cast<double>(left.size());
}

TEST(Sketcher, GivesTheSameSketchWithEveryKernel) {
  NewsMaker const maker{11};
  for (std::uint64_t number = 0; number < 20; ++number) {
    auto const text = maker.make(number).text();
    auto const expected = Sketcher{mask_kernels().front()}.sketch(text);
    for (auto const& kernel : mask_kernels()) {
      auto const sketch = Sketcher{kernel}.sketch(text);
      EXPECT_EQ(sketch.registers, expected.registers) << kernel.name;
      EXPECT_EQ(sketch.words, expected.words);
      ASSERT_EQ(sketch.anchors.size(), expected.anchors.size());
    }
  }
}

TEST(Sketcher, LeavesShortTextsWithoutRegisters) {
  auto const sketch = Sketcher{}.sketch("Only four words here");
  EXPECT_EQ(sketch.words, 4U);
  EXPECT_TRUE(sketch.registers.empty());
  EXPECT_TRUE(sketch.anchors.empty());
  EXPECT_EQ(Sketcher{}.sketch("").words, 0U);
}

TEST(Sketcher, DoesNotSeeCaseSignsOrQuotes) {
  auto const plain = Sketcher{}.sketch("\"We will not go,\" she said on the left-bank road.");
  auto const other = Sketcher{}.sketch("“WE WILL NOT GO” she said  on the left bank road");
  EXPECT_EQ(plain.registers, other.registers);
}

TEST(Sketcher, RefusesAKernelThatDoesNotExist) {
  EXPECT_EQ(mask_kernel_named("scalar").name, "scalar");
  for (auto const* const name : {"abacus", "", "AVX2"}) {
    EXPECT_THROW(static_cast<void>(mask_kernel_named(name)), Error) << name;
  }
}

TEST(MinRegisters, AgreeAsOftenAsSetsResemble) {
  for (double const resemblance : {0.2, 0.5, 0.8}) {
    for (std::size_t const size : {60U, 400U, 3000U}) {
      double sum = 0;
      constexpr std::uint64_t trials = 60;
      for (std::uint64_t trial = 0; trial < trials; ++trial) {
        auto const all = random_shingles(size, trial * 131 + size);
        auto const common = static_cast<std::ptrdiff_t>(resemblance * static_cast<double>(size));
        auto const half = (static_cast<std::ptrdiff_t>(size) - common) / 2;
        std::vector<std::uint64_t> const left(all.begin(), all.begin() + common + half);
        std::vector<std::uint64_t> right(all.begin(), all.begin() + common);
        right.insert(right.end(), all.begin() + common + half, all.end());
        sum += agreement(min_registers(left), min_registers(right));
      }
      EXPECT_NEAR(sum / trials, resemblance, 0.05) << size;
    }
  }
}

TEST(MinRegisters, DoNotDependOnOrderOrRepeats) {
  auto shingles = random_shingles(40, 5);
  auto const expected = min_registers(shingles);
  std::ranges::reverse(shingles);
  shingles.push_back(shingles.front());
  EXPECT_EQ(min_registers(shingles), expected);
  EXPECT_EQ(min_registers(random_shingles(1, 3)).size(), kRegisters);
}

TEST(Winnow, SharesAnAnchorWhereverALongEnoughRunIsShared) {
  for (std::uint64_t trial = 0; trial < 300; ++trial) {
    auto const run = random_shingles(kWindowShingles, trial);
    auto left = random_shingles(trial % 40, trial + 1000);
    auto right = random_shingles(trial % 17, trial + 2000);
    left.insert(left.end(), run.begin(), run.end());
    right.insert(right.end(), run.begin(), run.end());
    auto const more = random_shingles(trial % 23, trial + 3000);
    left.insert(left.end(), more.begin(), more.end());
    std::set<std::uint64_t> anchors;
    for (auto const& anchor : winnow(left)) {
      anchors.insert(anchor.shingle);
    }
    auto const other = winnow(right);
    EXPECT_TRUE(std::ranges::any_of(other, [&](Anchor const& anchor) { return anchors.contains(anchor.shingle); }));
  }
}

TEST(Winnow, TakesTheLeastOfEveryWindowAndNothingElse) {
  auto const shingles = random_shingles(500, 9);
  std::set<std::uint32_t> expected;
  auto const rank = [&](std::size_t at) { return std::rotl(shingles[at], 32); };
  for (std::size_t begin = 0; begin + kWindowShingles <= shingles.size(); ++begin) {
    auto best = begin;
    for (auto i = begin; i < begin + kWindowShingles; ++i) {
      best = rank(i) <= rank(best) ? i : best;
    }
    expected.insert(static_cast<std::uint32_t>(best));
  }
  std::set<std::uint32_t> chosen;
  for (auto const& anchor : winnow(shingles)) {
    EXPECT_EQ(anchor.shingle, shingles[anchor.word_position]);
    chosen.insert(anchor.word_position);
  }
  EXPECT_EQ(chosen, expected);
}

}  // namespace
}  // namespace stemma
