// SPDX-License-Identifier: Apache-2.0
#include "clusters/copy_clusterer.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace stemma {
namespace {

CopyRank first_is_best(std::uint32_t document) {
  return {0, document};
}

TEST(CopyClusterer, MakesOneClusterOfWhatIsAllLinked) {
  std::vector<CopyLink> const links{{4, 9}, {2, 4}, {2, 9}};
  auto const clusters = CopyClusterer{first_is_best, [](auto, auto) { return false; }}.cluster(links);
  ASSERT_EQ(clusters.size(), 1U);
  EXPECT_EQ(clusters[0].representative, 2U);
  EXPECT_EQ(clusters[0].members, (std::pmr::vector<std::uint32_t>{2, 4, 9}));
}

TEST(CopyClusterer, CutsAChainWhereItsEndsAreNoCopiesAnyMore) {
  // Each is a copy of the next, and of what is at most two away.
  std::vector<CopyLink> links;
  for (std::uint32_t i = 0; i + 1 < 9; ++i) {
    links.push_back({i, i + 1});
  }
  auto const near = [](std::uint32_t representative, std::uint32_t other) { return other - representative <= 2; };
  auto const clusters = CopyClusterer{first_is_best, near}.cluster(links);
  ASSERT_EQ(clusters.size(), 3U);
  EXPECT_EQ(clusters[0].members, (std::pmr::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(clusters[1].members, (std::pmr::vector<std::uint32_t>{3, 4, 5}));
  EXPECT_EQ(clusters[2].members, (std::pmr::vector<std::uint32_t>{6, 7, 8}));
}

TEST(CopyClusterer, LetsTheBestStandForTheOthers) {
  std::vector<CopyLink> const links{{1, 2}, {2, 3}, {1, 3}, {7, 8}};
  auto const last_is_best = [](std::uint32_t document) { return CopyRank{~std::uint64_t{document}, document}; };
  auto const clusters = CopyClusterer{last_is_best, [](auto, auto) { return false; }}.cluster(links);
  ASSERT_EQ(clusters.size(), 2U);
  EXPECT_EQ(clusters[0].representative, 3U);
  EXPECT_EQ(clusters[1].representative, 8U);
}

TEST(CopyClusterer, AsksOnceAboutEachThatIsNotLinkedWithTheRepresentative) {
  std::vector<CopyLink> const links{{0, 1}, {1, 2}, {1, 3}, {2, 3}};
  std::size_t asked = 0;
  auto const clusters = CopyClusterer{
    first_is_best, [&](auto, auto) {
      ++asked;
      return false;
    }}.cluster(links);
  EXPECT_EQ(asked, 2U);
  ASSERT_EQ(clusters.size(), 2U);
  EXPECT_EQ(clusters[1].members, (std::pmr::vector<std::uint32_t>{2, 3}));
}

TEST(CopyClusterer, FindsNoClusterWithoutLinks) {
  EXPECT_TRUE((CopyClusterer{first_is_best, [](auto, auto) { return true; }}.cluster({}).empty()));
}

}  // namespace
}  // namespace stemma
