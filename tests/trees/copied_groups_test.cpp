// SPDX-License-Identifier: Apache-2.0
#include "trees/copied_groups.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/trees/small_story.hpp"
#include "trees/copy_family.hpp"

namespace stemma {

namespace {

using testing::SmallStory;

constexpr std::size_t kSentence = 12;

std::vector<std::string> original(std::size_t words) {
  std::vector<std::string> text;
  for (std::size_t i = 0; i < words; ++i) {
    text.push_back("ba" + std::string(1, static_cast<char>('a' + i % 26)) + std::string(1 + i / 26, 'o'));
  }
  return text;
}

std::string written(std::vector<std::string> const& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i % kSentence == 0 ? "The " : " ") + words[i] + (i % kSentence == kSentence - 1 ? ".\n" : "");
  }
  return text;
}

/// As a copyist writes who spells every `step`th word in a way of his own.
std::vector<std::string> misspelt(std::vector<std::string> words, std::size_t step) {
  for (std::size_t i = step / 2; i < words.size(); i += step) {
    words[i] += "y";
  }
  return words;
}

/// As a reteller writes who puts every second sentence in his own words.
std::vector<std::string> retold(std::vector<std::string> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i] = i / kSentence % 2 == 0 ? words[i] : "re" + words[i];
  }
  return words;
}

std::vector<std::vector<WitnessIndex>> groups_of(SmallStory const& story) {
  auto const traits = read_traits(story.story());
  auto const count = traits.size();
  std::vector<std::uint32_t> shared(count * count);
  for (std::size_t one = 0; one < count; ++one) {
    for (std::size_t other = 0; other < count; ++other) {
      shared[one * count + other] =
        static_cast<std::uint32_t>(count_shared(traits[one].wording, traits[other].wording));
    }
  }
  return copied_groups(story.story(), traits, shared);
}

SetBeside first_beside_second(SmallStory const& story) {
  auto const traits = read_traits(story.story());
  auto const& tellings = story.story().tellings;
  return set_beside(*tellings[0].tokens, traits[0], *tellings[1].tokens, traits[1]);
}

TEST(CopiedGroups, TellACopyWithManySlipsFromARetellingThatSharesAsManyRuns) {
  auto const text = original(240);
  SmallStory story;
  auto const first = story.tell(written(text));
  auto const copy = story.tell(written(misspelt(text, 6)));
  auto const retelling = story.tell(written(retold(text)));
  using Groups = std::vector<std::vector<WitnessIndex>>;
  EXPECT_EQ(groups_of(story), (Groups{{first, copy}, {retelling}}));
}

TEST(CopiedGroups, JoinByTheNearestMember) {
  auto const text = original(240);
  SmallStory story;
  story.tell(written(misspelt(misspelt(text, 5), 7)));  // far from the plain text, near to the next
  story.tell(written(misspelt(text, 5)));
  story.tell(written(text));
  EXPECT_EQ(groups_of(story).size(), 1U);
}

TEST(CopiedGroups, TakeAFragmentThatIsSetBesideAllOthers) {
  auto const text = original(300);
  auto const part = misspelt({text.begin() + 120, text.begin() + 216}, 6);
  SmallStory story;
  story.tell(written(text));
  story.tell(written(misspelt(text, 40)));
  auto const fragment = story.tell(written(part));
  auto const groups = groups_of(story);
  ASSERT_EQ(groups.size(), 1U);
  auto const families = collate_copies(story.story(), groups);
  ASSERT_EQ(families.size(), 1U);
  ASSERT_EQ(families.front().members.size(), 3U);
  EXPECT_TRUE(families.front().members[fragment].lacks(60));
}

TEST(CopiedGroups, TakeWhatLittleIsLeftOfACopyIfThereIsAFamily) {
  auto const text = original(300);
  std::string const scrap = written({text.begin() + 24, text.begin() + 48});
  SmallStory story;
  story.tell(written(text));
  story.tell(written(misspelt(text, 40)));
  story.tell(scrap);
  EXPECT_EQ(groups_of(story).size(), 2U);
  story.tell(written(misspelt(text, 50)));
  EXPECT_EQ(groups_of(story).size(), 1U);
}

TEST(CopiedGroups, CountWordsThatStandForAWordOrTwo) {
  auto const text = original(240);
  SmallStory slips;
  slips.tell(written(text));
  slips.tell(written(misspelt(text, 6)));
  auto const of_slips = first_beside_second(slips);
  EXPECT_EQ(of_slips.words, 260U);  // a sentence has an article of its own
  EXPECT_EQ(of_slips.same, 220U);
  EXPECT_EQ(of_slips.instead, 40U);
  EXPECT_TRUE(are_copied(of_slips));
  SmallStory sentences;
  sentences.tell(written(text));
  sentences.tell(written(retold(text)));
  auto const of_sentences = first_beside_second(sentences);
  EXPECT_EQ(of_sentences.instead, 0U);
  EXPECT_FALSE(are_copied(of_sentences));
}

TEST(CopiedGroups, AreCopiesIfFewOfTheOtherWordsHaveNoPlace) {
  EXPECT_TRUE(are_copied({100, 100, 0}));
  EXPECT_TRUE(are_copied({100, 97, 0}));
  EXPECT_TRUE(are_copied({100, 70, 20}));
  EXPECT_FALSE(are_copied({100, 70, 10}));
}

}  // namespace

}  // namespace stemma
