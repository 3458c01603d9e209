// SPDX-License-Identifier: Apache-2.0
#include "facts/place_resolver.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "facts/named_places.hpp"
#include "stemma/error.hpp"
#include "tests/facts/read_story.hpp"

namespace stemma {
namespace {

using testing::ReadStory;

/// A row of GeoNames' table with made-up towns.
std::string row(
  std::string const& name,
  std::string const& others,
  std::string const& where,
  std::string const& country,
  int population
) {
  return "1\t" + name + "\t" + name + "\t" + others + "\t" + where + "\tP\tPPL\t" + country + "\t\t07\t\t\t\t" +
         std::to_string(population) + "\t\t\t\t\n";
}

class PlaceResolver : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            ("stemma_places_" + std::to_string(::getpid()) + "_" +
             ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".tsv");
    std::ofstream out{path_};
    out << row("Larsk", "Larskoje", "56.6\t84.9", "AA", 900000)
        << row("Lorsk", "Larsk,Lorske", "48.9\t38.1", "BB", 1000) << row("Bresno", "", "48.6\t38.0", "BB", 70000)
        << row("Dolna", "", "48.0\t37.8", "BB", 900000) << "\n";
    options_.gazetteer = path_.string();
  }

  void TearDown() override { std::filesystem::remove(path_); }

  [[nodiscard]] ReadStory read(std::vector<std::string> texts) const {
    return ReadStory{std::move(texts), std::nullopt, options_};
  }

  static KnownPlace place_of(ReadStory const& story, std::string const& words, std::size_t telling = 0) {
    for (Mention const& mention : story.all(MentionKind::Place, telling)) {
      if (story.text(telling, mention.tokens) == words && mention.place) {
        return *mention.place;
      }
    }
    return {};
  }

  std::filesystem::path path_;
  Options options_;
};

TEST_F(PlaceResolver, takes_the_most_populous_place_where_nothing_else_is_known) {
  EXPECT_EQ(place_of(read({"They fled from the town of Larsk."}), "Larsk").country, "AA");
}

TEST_F(PlaceResolver, takes_the_place_that_lies_near_the_others) {
  auto const place = place_of(read({"They fled from the town of Larsk, near Bresno, to Dolna."}), "Larsk");
  EXPECT_EQ(place.name, "Lorsk");
  EXPECT_EQ(place.country, "BB");
  EXPECT_TRUE(place.is_exact);
}

TEST_F(PlaceResolver, flags_a_spelling_that_no_place_bears) {
  auto const story =
    read({"They fled from the town of Larsk, near Bresno.", "They left the town of Larsek, near Bresno."});
  EXPECT_EQ(place_of(story, "Larsek", 1).name, "Lorsk");
  EXPECT_FALSE(place_of(story, "Larsek", 1).is_exact);
  EXPECT_TRUE(place_of(story, "Larsk", 0).is_exact);
}

TEST_F(PlaceResolver, leaves_unknown_places_unresolved) {
  EXPECT_EQ(place_of(read({"They fled from the town of Quexnorp, near Bresno."}), "Quexnorp").name, "");
}

TEST_F(PlaceResolver, places_of_a_story_are_listed_once_with_every_spelling) {
  auto const story = read(
    {"They fled from the town of Larsk, near Bresno. Larsk burned.",
     "They left the town of Larsek, near Bresno, for the town of Quexnorp."}
  );
  auto const places = named_places(story.story(), story.facts());
  ASSERT_EQ(places.size(), 3U);
  EXPECT_EQ(places[0].name, "Bresno");
  EXPECT_EQ(places[0].spans.size(), 2U);
  EXPECT_EQ(places[1].name, "Lorsk");
  EXPECT_EQ(places[1].country, "BB");
  EXPECT_NEAR(places[1].latitude, 48.9, 1e-4);
  ASSERT_EQ(places[1].spans.size(), 2U) << "a telling that repeats a spelling counts once";
  EXPECT_EQ(index_of(places[1].spans[1].document), 1U);
  EXPECT_EQ(places[2].name, "Quexnorp") << "what the gazetteer lacks comes last";
  EXPECT_EQ(places[2].country, "");
}

TEST_F(PlaceResolver, refuses_a_file_that_is_no_gazetteer) {
  for (std::string const& bytes : std::vector<std::string>{
         "", "hello", "STMPLC01", std::string{"STMPLC01\1\0\0\0\1\0\0\0\1\0\0\0", 20},
         std::string{"STMPLC01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 20}}) {
    static int number = 0;
    auto const path = path_.string() + std::to_string(++number);
    std::ofstream{path} << bytes;
    EXPECT_THROW((void)Gazetteer::open(path), Error);
    std::filesystem::remove(path);
  }
  EXPECT_THROW((void)Gazetteer::open("/nowhere/places.bin"), Error);
}

TEST_F(PlaceResolver, reads_the_compact_form) {
  auto const path = path_.string() + ".bin";
  {
    std::ofstream out{path, std::ios::binary};
    auto const number = [&](std::uint32_t value) { out.write(reinterpret_cast<char const*>(&value), 4); };
    auto const degrees = [&](float value) { out.write(reinterpret_cast<char const*>(&value), 4); };
    std::string const text{"Lorsk\0BB\0lorsk\0\0", 16};
    out << "STMPLC01";
    number(1), number(1), number(static_cast<std::uint32_t>(text.size()));
    degrees(48.5F), degrees(38.5F);
    number(1000), number(0), number(15), number(6);
    number(9), number(0);
    out << text;
  }
  auto const gazetteer = Gazetteer::open(path);
  ASSERT_EQ(gazetteer->exact("lorsk"), std::vector<PlaceIndex>{0});
  EXPECT_EQ(gazetteer->place(0).name, "Lorsk");
  EXPECT_EQ(gazetteer->place(0).country, "BB");
  EXPECT_EQ(gazetteer->near("lorska", 0.7, 5), std::vector<PlaceIndex>{0});
  EXPECT_TRUE(gazetteer->exact("larsk").empty());
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace stemma
