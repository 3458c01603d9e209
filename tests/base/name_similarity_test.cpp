// SPDX-License-Identifier: Apache-2.0
#include "base/name_similarity.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace stemma {
namespace {

/// From here on two names are taken for one.
constexpr double threshold = 0.75;

double score(std::string_view a, std::string_view b) {
  return name_similarity(a, b).score;
}

TEST(FoldName, writes_other_scripts_in_latin_letters) {
  EXPECT_EQ(fold_name("Łódź-Bałuty"), "lodz baluty");
  EXPECT_EQ(fold_name("Северск"), "seversk");
  EXPECT_EQ(fold_name("O’Neill"), "oneill");
  EXPECT_EQ(fold_name("St. Paul's"), "st paul");
  EXPECT_EQ(fold_name("J.P. Morgan & Co."), "jp morgan and co");
  EXPECT_EQ(fold_name(""), "");
}

/// UTF-8 of a character below U+10000.
std::string utf8(unsigned code) {
  std::string bytes;
  if (code < 0x800) {
    bytes += static_cast<char>(0xC0U | (code >> 6U));
  } else {
    bytes += static_cast<char>(0xE0U | (code >> 12U));
    bytes += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
  }
  bytes += static_cast<char>(0x80U | (code & 0x3FU));
  return bytes;
}

TEST(FoldName, reads_western_letters_as_the_transliterator_does) {
  // A letter of another script sends the whole name to the transliterator.
  auto const same = [](unsigned code) {
    auto const name = "Ka" + utf8(code) + "bo" + utf8(code);
    EXPECT_EQ(fold_name(name) + " z", fold_name(name + " ж")) << std::hex << code;
  };
  for (unsigned code = 0xC0; code < 0x180; ++code) {
    same(code);
  }
  for (unsigned code = 0x2010; code < 0x2020; ++code) {
    same(code);
  }
}

TEST(NameSimilarity, is_one_for_the_same_name) {
  EXPECT_DOUBLE_EQ(score("Dragana Vujicin", "Dragana Vujicin"), 1);
  EXPECT_DOUBLE_EQ(
    score("Dragana Vujicin", "VUJICIN, Dragana Vujicin"), score("VUJICIN, Dragana Vujicin", "Dragana Vujicin")
  );
}

TEST(NameSimilarity, forgives_garbled_letters) {
  EXPECT_GT(score("Vranjevo", "Vrajnevo"), 0.8);
  EXPECT_GT(score("Jastrzebie-Zdroj", "Jastrzembie-Zdrow"), threshold);
  EXPECT_GT(score("Bae Sang-hyuk", "Bae Sung-hyeok"), 0.6);
  EXPECT_GT(score("Bev Mulquiney", "Bev Mulqueeny"), threshold);
}

TEST(NameSimilarity, knows_transliterations) {
  EXPECT_GT(score("Сергей Лавров", "Sergey Lavrov"), 0.85);
  EXPECT_GT(score("Kharkiv", "Harkiv"), 0.9);
  EXPECT_GT(score("Zelenskiy", "Zelensky"), 0.9);
}

TEST(NameSimilarity, keeps_relatives_and_namesakes_apart) {
  EXPECT_LT(score("Frank Richter", "Ulf Richter"), threshold);
  EXPECT_LT(score("Barack Obama", "Michelle Obama"), threshold);
  EXPECT_LT(score("Vessel 1", "Vessel 2"), threshold);
}

TEST(NameSimilarity, lets_titles_legal_forms_and_middle_names_pass) {
  EXPECT_GT(score("Dr. Elena Pavlou", "Elena Pavlou"), 0.95);
  EXPECT_GT(score("Baltic Freight Ltd.", "Baltic Freight Limited"), 0.95);
  EXPECT_GT(score("Sergey Viktorovich Lavrov", "Sergey Lavrov"), threshold);
  EXPECT_GT(score("J. Morgan", "John Morgan"), threshold);
}

TEST(NameSimilarity, gives_its_reasons) {
  auto const likeness = name_similarity("Grzegorz Malkusz", "Grzegorz Malkosz");
  ASSERT_EQ(likeness.reasons.size(), 2U);
  EXPECT_EQ(likeness.reasons[0], "both have grzegorz");
  EXPECT_EQ(
    name_similarity("Dr. Лавров", "Lavrov").reasons,
    (std::vector<std::string>{"both have lavrov", "Dr. Лавров reads lavrov", "of no weight: dr"})
  );
}

TEST(NameSimilarity, knows_case_endings) {
  EXPECT_GT(score("Дениса Пушилина", "Denis Pushilin"), threshold);
  EXPECT_GT(score("Северска", "Seversk"), threshold);
  EXPECT_LT(score("Hana", "Hano"), 0.9);  // too short for an ending
}

TEST(NameSimilarity, bears_hostile_names) {
  std::string const hostile(1U << 20U, 'a');
  EXPECT_GT(score(hostile, hostile), 0.9);
  std::string many;
  for (int i = 0; i < 10000; ++i) {
    many += "ab cd ";
  }
  EXPECT_GT(score(many, many), 0.9);
  EXPECT_EQ(score("", ""), 0);
  EXPECT_EQ(score("!!!", "???"), 0);
}

std::vector<std::string> fields_of(std::string const& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (char const c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

struct Case {
  double score;
  bool is_match;
};

double f1(std::vector<Case> const& cases, double at) {
  double right = 0;
  double found = 0;
  double true_ones = 0;
  for (Case const& one : cases) {
    found += one.score >= at ? 1 : 0;
    true_ones += one.is_match ? 1 : 0;
    right += one.is_match && one.score >= at ? 1 : 0;
  }
  return 2 * right / (found + true_ones);
}

/// The threshold is chosen on one half and judged on the other.
TEST(NameSimilarity, tells_most_of_the_shared_cases_apart) {
  std::filesystem::path const path = STEMMA_SHARED_DATA "/names/cases.csv";
  std::ifstream in{path};
  if (!in) {
    GTEST_SKIP() << "the shared data are not here: " << path;
  }
  std::vector<Case> halves[2];
  std::string line;
  std::getline(in, line);
  auto const is_verbose = std::getenv("STEMMA_SHOW_CASES") != nullptr;
  for (std::size_t number = 0; std::getline(in, line); ++number) {
    auto const fields = fields_of(line);
    ASSERT_GE(fields.size(), 5U);
    halves[number % 2].push_back({score(fields[2], fields[3]), fields[4] == "true"});
    if (is_verbose) {
      std::cout << "CASE\t" << halves[number % 2].back().score << '\t' << fields[4] << '\t' << fields[2] << '\t'
                << fields[3] << '\n';
    }
  }
  double best = 0;
  double chosen = 0;
  for (double at = 0.3; at < 1; at += 0.01) {
    if (f1(halves[0], at) > best) {
      best = f1(halves[0], at);
      chosen = at;
    }
  }
  std::cout << "names: threshold " << chosen << ", F1 " << best << " on the half it was chosen on, "
            << f1(halves[1], chosen) << " on the other\n";
  EXPECT_GE(f1(halves[1], chosen), 0.75);
}

}  // namespace
}  // namespace stemma
