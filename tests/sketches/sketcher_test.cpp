// SPDX-License-Identifier: Apache-2.0
#include "sketches/sketcher.hpp"

#include <algorithm>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "base/byte_words.hpp"
#include "base/shingles.hpp"
#include "base/winnow.hpp"
#include "bench/corpora/made_news.hpp"
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

TEST(Sketcher, GivesTheSameSketchWithEveryKernel) {
  NewsMaker const maker{11};
  for (std::uint64_t number = 0; number < 20; ++number) {
    auto const text = maker.make(number).text();
    auto const expected = Sketcher{mask_kernels().front()}.sketch(text);
    for (auto const& kernel : mask_kernels()) {
      auto const sketch = Sketcher{kernel}.sketch(text);
      EXPECT_EQ(sketch.words, expected.words);
      EXPECT_EQ(sketch.anchors, expected.anchors) << kernel.name;
    }
  }
}

/// All at once, as a short text is sketched.
Sketch whole_sketch(std::string_view text, std::size_t widest_window) {
  ByteWords words;
  find_words(text, mask_kernels().front(), words);
  std::vector<std::uint64_t> shingles;
  make_shingles(words.hashes, mask_kernels().front(), shingles);
  Sketch sketch;
  sketch.words = static_cast<std::uint32_t>(words.size());
  winnow(shingles, window_of(shingles.size(), widest_window), mask_kernels().front(), sketch.anchors);
  return sketch;
}

TEST(Sketcher, GivesTheSameSketchOfALongTextInPieces) {
  NewsMaker const maker{12};
  std::string news;
  for (std::uint64_t number = 0; news.size() < 2'500'000; ++number) {
    news += maker.make(number).text() + "\n";
  }
  std::string kana;
  while (kana.size() < 1'200'000) {
    kana += std::to_string(kana.size() * 7919 % 1000) + "\u65e5\u672c\u30ab" + (kana.size() % 3 == 0 ? "\u3042" : "");
  }
  std::string const one_word(3'000'000, 'a');
  auto const few_words = std::string(1'500'000, 'b') + " in between a few " + std::string(1'500'000, 'c') + " end";
  for (auto const& text :
       {news, kana, one_word, few_words, std::string(2'000'000, '.'), news + std::string(2'500'000, '.')}) {
    for (std::size_t const window : {kStoryWindow, kPileWindow}) {
      auto const expected = whole_sketch(text, window);
      auto const sketch = Sketcher{window}.sketch(text);
      EXPECT_EQ(sketch.words, expected.words);
      EXPECT_EQ(sketch.anchors, expected.anchors);
    }
  }
}

TEST(Sketcher, LeavesShortTextsWithoutAnchors) {
  auto const sketch = Sketcher{}.sketch("Only four words here");
  EXPECT_EQ(sketch.words, 4U);
  EXPECT_TRUE(sketch.anchors.empty());
  EXPECT_EQ(Sketcher{}.sketch("").words, 0U);
}

TEST(Sketcher, DoesNotSeeCaseSignsOrQuotes) {
  auto const plain = Sketcher{}.sketch("\"We will not go,\" she said on the left-bank road.");
  auto const other = Sketcher{}.sketch("“WE WILL NOT GO” she said  on the left bank road");
  EXPECT_EQ(plain.anchors, other.anchors);
}

TEST(Sketcher, RefusesAKernelThatDoesNotExist) {
  EXPECT_EQ(mask_kernel_named("scalar").name, "scalar");
  for (auto const* const name : {"abacus", "", "AVX2"}) {
    EXPECT_THROW(static_cast<void>(mask_kernel_named(name)), Error) << name;
  }
}

std::vector<std::uint64_t> winnowed(
  std::span<std::uint64_t const> shingles, std::size_t window, MaskKernel const& kernel = chosen_mask_kernel()
) {
  std::vector<std::uint64_t> anchors;
  winnow(shingles, window, kernel, anchors);
  return anchors;
}

TEST(Winnow, SharesAnAnchorWhereverALongEnoughRunIsShared) {
  for (std::uint64_t trial = 0; trial < 300; ++trial) {
    auto const window = 1 + trial % kPileWindow;
    auto const run = random_shingles(window, trial);
    auto left = random_shingles(trial % 40, trial + 1000);
    auto right = random_shingles(trial % 17, trial + 2000);
    left.insert(left.end(), run.begin(), run.end());
    right.insert(right.end(), run.begin(), run.end());
    auto const more = random_shingles(trial % 23, trial + 3000);
    left.insert(left.end(), more.begin(), more.end());
    auto const anchors = winnowed(left, window);
    auto const other = winnowed(right, window);
    EXPECT_TRUE(std::ranges::any_of(other, [&](auto anchor) { return std::ranges::count(anchors, anchor) > 0; }));
  }
}

TEST(Winnow, TakesTheLeastOfEveryWindowAndNothingElse) {
  for (std::size_t const size : {1U, 7U, 30U, 500U}) {
    auto const shingles = random_shingles(size, 9);
    for (std::size_t window = 1; window <= 2 * kPileWindow; ++window) {
      std::vector<std::uint64_t> expected;
      auto const width = std::min(window, size);
      for (std::size_t begin = 0; begin + width <= size; ++begin) {
        auto const least = std::ranges::min(std::span{shingles}.subspan(begin, width));
        if (expected.empty() || expected.back() != least) {
          expected.push_back(least);
        }
      }
      for (auto const& kernel : mask_kernels()) {
        EXPECT_EQ(winnowed(shingles, window, kernel), expected) << size << ' ' << window << ' ' << kernel.name;
      }
    }
  }
}

TEST(Winnow, GivesANarrowWindowAllAnchorsOfAWideOne) {
  auto const shingles = random_shingles(2000, 4);
  auto narrow = winnowed(shingles, 9);
  auto wide = winnowed(shingles, 22);
  std::ranges::sort(narrow);
  std::ranges::sort(wide);
  EXPECT_TRUE(std::ranges::includes(narrow, wide));
}

TEST(WindowOf, GivesTextsOfOrdinaryLengthAboutSixtyAnchors) {
  EXPECT_EQ(window_of(0, kPileWindow), 1U);
  EXPECT_EQ(window_of(63, kPileWindow), 1U);
  EXPECT_EQ(window_of(64, kPileWindow), 2U);
  EXPECT_EQ(window_of(100'000, kPileWindow), kPileWindow);
  for (std::size_t shingles = 64; shingles < 32 * kPileWindow; ++shingles) {
    auto const anchors = winnowed(random_shingles(shingles, shingles), window_of(shingles, kPileWindow)).size();
    EXPECT_GE(anchors, 25U) << shingles;
    EXPECT_LE(anchors, 90U) << shingles;
  }
}

}  // namespace
}  // namespace stemma
