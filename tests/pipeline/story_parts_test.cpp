// SPDX-License-Identifier: Apache-2.0
#include "stemma/story_parts.hpp"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "stemma/stemma.hpp"
#include "tests/corpus/held_rows.hpp"

namespace stemma {
namespace {

std::vector<HeldRows::Row> const kRows{
  {"The levee on the Tisza near Vranjevo broke at four in the morning. Officials said 38 people were brought to safety.",
   "a", "2026-04-16T05:00:00Z", "Levee breaks near Vranjevo"},
  {"Before dawn the Tisza went over its levee by Vranjevo, and 58 people were taken to safety, officials said.",
   "b",
   "2026-04-16T08:00:00Z",
   {}},
  {"A museum in Vienna shows its painters until June, and on Sundays nobody has to pay.", "c", {}, {}},
  {"The central bank left its main rate at 4.5 percent on Friday, officials said in the morning.", "d", {}, {}},
  {" ", "empty", {}, {}}};

/// What all rows teach, by the steps of the header; and the likeness of the first two.
struct Taught {
  StoryPile pile;
  double likeness = 0;
};

Taught taught_by(HeldRows const& rows) {
  std::vector<ReadTelling> texts;
  std::map<std::uint64_t, PileWord> words;
  std::string space;
  for (std::uint64_t row = 0; row < rows.size(); ++row) {
    if (auto read = read_telling(rows.row(row, space), 1 << 20); !read.fault) {
      for (auto const& lead : read.words.leads) {
        words[lead.stem].name_lead += lead.name_lead;
      }
      texts.push_back(std::move(read));
    }
  }
  auto const lookup = [&](std::uint64_t stem) {
    auto const found = words.find(stem);
    return found == words.end() ? PileWord{} : found->second;
  };
  std::vector<std::vector<CountedWord>> counted;
  for (auto const& text : texts) {
    counted.push_back(count_words(text.words, lookup));
  }
  for (auto const& text : counted) {
    for (auto const& word : text) {
      ++words[word.stem].texts;
    }
  }
  Taught taught;
  taught.pile.texts = static_cast<double>(texts.size());
  std::vector<WordVector> vectors;
  for (auto const& text : counted) {
    std::vector<PileWord> known;
    for (auto const& word : text) {
      known.push_back(lookup(word.stem));
    }
    vectors.push_back(weigh_words(text, known, taught.pile.texts));
  }
  taught.likeness = likeness_of(vectors[0], vectors[1], texts[0].published, texts[1].published);
  for (auto& [stem, word] : words) {
    word.stem = stem;
    taught.pile.words.push_back(word);
  }
  return taught;
}

TEST(StoryParts, a_part_of_a_pile_is_grouped_as_in_the_pile_by_what_that_has_taught) {
  HeldRows const all{kRows};
  HeldRows const part{{kRows[0], kRows[1]}};
  auto const taught = taught_by(all);
  Pipeline const pipeline{Options{}};
  auto const whole = pipeline.run(all);
  auto const of_part = pipeline.run(part, taught.pile);
  ASSERT_EQ(whole.stories.front().stemma.witnesses.size(), 2);
  ASSERT_EQ(of_part.stories.size(), 1);
  EXPECT_EQ(of_part.stories.front().grouped->similarity, whole.stories.front().grouped->similarity);
  EXPECT_EQ(of_part.stories.front().grouped->shared, whole.stories.front().grouped->shared);
  EXPECT_FLOAT_EQ(static_cast<float>(taught.likeness), static_cast<float>(whole.stories.front().grouped->similarity));
  EXPECT_NE(pipeline.run(part).stories.front().grouped->similarity, whole.stories.front().grouped->similarity)
    << "alone, the two teach something else";
}

TEST(StoryParts, a_row_that_a_trace_would_skip_is_a_fault) {
  std::string space;
  EXPECT_EQ(read_telling(HeldRows{kRows}.row(4, space), 1 << 20).fault, "empty text");
  EXPECT_TRUE(read_telling(HeldRows{kRows}.row(0, space), 10).fault);
}

}  // namespace
}  // namespace stemma
