// SPDX-License-Identifier: Apache-2.0
#include "cli/story_tree.hpp"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "report/main_tree.hpp"
#include "report/sigla.hpp"
#include "tests/cli/sample_report.hpp"

namespace stemma::cli {
namespace {

TEST(StoryTree, puts_families_together_and_the_oldest_first) {
  Report const report = sample_report();
  StoryTree const tree = story_tree_of(report, report.stories[0]);
  EXPECT_EQ(tree.order, (std::vector<std::size_t>{3, 0, 1, 2}));
  EXPECT_EQ(tree.sigla, (std::vector<std::string>{"B", "C", "D", "A"}));
  EXPECT_EQ(tree.branches, (std::vector<std::string>{"", "└─ ", "   └─ ", ""}));
}

/// Any edges at all, loops among them.
Report random_report(unsigned seed, std::uint32_t witnesses, std::uint32_t lost) {
  std::mt19937 random{seed};
  auto const below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  Report report;
  Story story;
  for (std::uint32_t i = 0; i < witnesses; ++i) {
    Document document;
    document.id.append("d").append(std::to_string(1000 + i));
    if (below(4) > 0) {
      document.published = UtcTime{std::chrono::hours{below(10)}};
    }
    report.documents.push_back(std::move(document));
    story.stemma.witnesses.push_back(DocId{i});
  }
  story.stemma.lost_sources = lost;
  for (std::uint32_t child = 0; child < witnesses + lost; ++child) {
    for (std::uint32_t i = below(3); i > 0; --i) {
      auto const parent = below(witnesses + lost);
      if (parent != child) {
        double const share = below(5) / 4.0;
        story.stemma.edges.push_back({NodeId{parent}, NodeId{child}, Direction::Known, below(5) / 4.0, share, {}, {}});
      }
    }
  }
  report.stories.push_back(std::move(story));
  return report;
}

TEST(StoryTree, uses_the_letters_and_the_order_of_the_page) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    Report const report = random_report(seed, 1 + seed % 40, seed % 3);
    Stemma const& stemma = report.stories[0].stemma;
    StoryTree const tree = story_tree_of(report, report.stories[0]);
    MainTree const page = main_tree_of(report, stemma);
    EXPECT_EQ(tree.order, page.order) << seed;
    EXPECT_EQ(tree.sigla, sigla_of(page, stemma.witnesses.size())) << seed;
  }
}

}  // namespace
}  // namespace stemma::cli
