// SPDX-License-Identifier: Apache-2.0
#include "facts/spelling_index.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "base/name_similarity.hpp"
#include "reference/near_names.hpp"

namespace stemma {
namespace {

/// Names of few letters, so that many are alike; some are changed forms of others, some very long.
std::vector<std::string> made_names(std::mt19937& random) {
  auto const upto = [&](std::size_t most) { return std::uniform_int_distribution<std::size_t>{0, most}(random); };
  std::vector<std::string> names;
  for (int i = 0; i < 1500; ++i) {
    std::string name;
    auto const length = i % 50 == 0 ? 55 + upto(30) : 1 + upto(17);
    for (std::size_t at = 0; at < length; ++at) {
      name += "abeilnorst k"[upto(11)];
    }
    for (auto changes = i % 3 == 0 && !names.empty() ? upto(4) + 1 : 0; changes > 0; --changes) {
      name = changes == 1 ? name : names[upto(names.size() - 1)];
      auto const at = upto(name.size() - 1);
      switch (upto(3)) {
        case 0:
          name[at] = 'e';
          break;
        case 1:
          name.insert(at, "o");
          break;
        case 2:
          name.erase(at, name.size() > 1 ? 1 : 0);
          break;
        default:
          std::swap(name[at], name[name.size() > at + 1 ? at + 1 : at]);
      }
    }
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

struct Indexed {
  explicit Indexed(std::vector<std::string> const& names) {
    std::vector<std::uint32_t> offsets;
    for (auto const& name : names) {
      offsets.push_back(static_cast<std::uint32_t>(text.size()));
      text += name + '\0';
    }
    index = SpellingIndex{text.data(), std::move(offsets)};
  }

  std::string text;
  SpellingIndex index;
};

TEST(SpellingIndex, finds_every_name_and_nothing_else) {
  std::mt19937 random{5};
  auto const names = made_names(random);
  Indexed const indexed{names};
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(indexed.index.find(names[i]), i) << names[i];
  }
  EXPECT_EQ(indexed.index.find("zzz"), std::nullopt);
  EXPECT_EQ(indexed.index.find(""), std::nullopt);
  EXPECT_EQ(SpellingIndex{}.find("a"), std::nullopt);
}

TEST(SpellingIndex, finds_the_names_spelled_nearly_so_that_comparing_all_finds) {
  std::mt19937 random{7};
  auto const names = made_names(random);
  Indexed const indexed{names};
  std::size_t found_in_all = 0;
  for (std::size_t i = 0; i < names.size(); i += 29) {
    auto wanted = names[i];
    wanted[wanted.size() / 2] = 'e';
    for (auto const least : {0.6, 0.78, 0.9}) {
      std::vector<std::pair<std::string, double>> found;
      for (auto const& near : indexed.index.near(wanted, least)) {
        found.emplace_back(names[near.name], near.likeness);
      }
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, reference::near_names(names, wanted, least)) << wanted << " " << least;
      found_in_all += found.size();
    }
  }
  EXPECT_GT(found_in_all, 100U);
  EXPECT_TRUE(SpellingIndex{}.near("a", 0.5).empty());
}

TEST(LettersInCommon, is_what_the_whole_table_of_distances_gives) {
  std::mt19937 random{11};
  auto const names = made_names(random);
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    auto const& a = names[i];
    auto const& b = names[i % 2 == 0 ? i + 1 : (i * 31) % names.size()];
    auto const likeness = reference::letters_in_common(a, b);
    EXPECT_DOUBLE_EQ(letters_in_common(a, b), likeness) << a << ", " << b;
    for (auto const least : {0.3, 0.7, likeness}) {
      EXPECT_DOUBLE_EQ(NameComparer{a}.letters_in_common(b, least), likeness >= least ? likeness : 0) << a << ", " << b;
    }
  }
  EXPECT_DOUBLE_EQ(letters_in_common("", ""), 1);
  EXPECT_DOUBLE_EQ(letters_in_common("", "abc"), 0);
}

}  // namespace
}  // namespace stemma
