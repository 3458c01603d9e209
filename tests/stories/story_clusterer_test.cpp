// SPDX-License-Identifier: Apache-2.0
#include "stories/story_clusterer.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

std::string const kFlood =
  "The river Tarn rose to 640 centimetres at Velden on Monday and 320 people left their homes, Mayor Anneke Prohl "
  "said. "
  "The dam at Ostrand held, and the army filled 12,000 sandbags along the market square.";
std::string const kFloodRetold =
  "About 320 residents of Velden had to leave when the Tarn reached 640 centimetres. Soldiers stacked 12,000 sandbags "
  "by the "
  "market square while the Ostrand dam stood firm, according to Mayor Anneke Prohl.";
std::string const kOtherFlood =
  "The river Lunne rose to 410 centimetres at Graustadt on Friday and 95 people left their homes, Mayor Piet Harms "
  "said. "
  "The weir at Kolk broke, and firemen filled 3,500 sandbags along the station road.";
std::string const kTheft =
  "Thieves took a painting by Ivo Szendrey from the town museum of Halbrück on Sunday night, police inspector Runa Vik "
  "said.";

class Pile {
 public:
  void add(std::string id, std::string text, std::optional<int> day = std::nullopt) {
    auto& document = documents_.emplace_back();
    document.id = std::move(id);
    document.text = std::move(text);
    if (day) {
      document.published = UtcTime{std::chrono::hours{24 * *day}};
    }
    texts_.push_back(Tokenizer{}.tokenize(document));
    tellings_.push_back({DocId{static_cast<std::uint32_t>(tellings_.size())}, &document, &texts_.back()});
  }

  /// The stories as lists of ids.
  [[nodiscard]] std::vector<std::vector<std::string>> stories(std::vector<CopyPair> const& pairs = {}) const {
    auto const groups = StoryClusterer{{}}.cluster(tellings_, pairs);
    std::vector<std::vector<std::string>> ids;
    for (StoryTellings const& story : groups.stories) {
      ids.emplace_back();
      for (Telling const& telling : story.tellings) {
        ids.back().push_back(telling.document->id);
      }
    }
    return ids;
  }

  [[nodiscard]] StoryGroups groups() const { return StoryClusterer{{}}.cluster(tellings_, {}); }

  void reverse() { std::ranges::reverse(tellings_); }

 private:
  std::deque<Document> documents_;
  std::deque<TokenText> texts_;
  std::vector<Telling> tellings_;
};

using Stories = std::vector<std::vector<std::string>>;

TEST(StoryClusterer, two_floods_are_two_stories) {
  Pile pile;
  pile.add("a", kFlood);
  pile.add("b", kOtherFlood);
  pile.add("c", kFloodRetold);
  pile.add("d", kTheft);
  EXPECT_EQ(pile.stories(), (Stories{{"a", "c"}, {"b"}, {"d"}}));
}

TEST(StoryClusterer, names_the_nearest_story_that_was_kept_apart) {
  Pile pile;
  pile.add("a", kFlood);
  pile.add("b", kOtherFlood);
  pile.add("c", kFloodRetold);
  auto const groups = pile.groups();
  ASSERT_EQ(groups.nearest_not_merged.size(), 1U);
  EXPECT_EQ(groups.nearest_not_merged[0].left, 0U);
  EXPECT_EQ(groups.nearest_not_merged[0].right, 1U);
  EXPECT_GT(groups.nearest_not_merged[0].similarity, 0);
}

TEST(StoryClusterer, says_why_tellings_were_grouped) {
  Pile pile;
  pile.add("a", kFlood);
  pile.add("b", kOtherFlood);
  pile.add("c", kFloodRetold);
  auto const groups = pile.groups();
  ASSERT_EQ(groups.grouped.size(), groups.stories.size());
  ASSERT_TRUE(groups.grouped[0]);
  EXPECT_GT(groups.grouped[0]->similarity, groups.nearest_not_merged[0].similarity);
  ASSERT_FALSE(groups.grouped[0]->shared.empty());
  for (std::string const& word : groups.grouped[0]->shared) {
    EXPECT_NE((kFlood + kFloodRetold).find(word), std::string::npos) << word;
  }
  EXPECT_FALSE(groups.grouped[1]);
}

TEST(StoryClusterer, a_pile_of_one_story_stays_one) {
  Pile pile;
  pile.add("a", kFlood);
  pile.add("b", kFloodRetold);
  EXPECT_EQ(pile.stories(), (Stories{{"a", "b"}}));
}

TEST(StoryClusterer, does_not_depend_on_the_order_of_the_pile) {
  Pile pile;
  pile.add("d", kFloodRetold);
  pile.add("b", kTheft);
  pile.add("c", kOtherFlood);
  pile.add("a", kFlood);
  auto const before = pile.stories();
  pile.reverse();
  EXPECT_EQ(pile.stories(), before);
  EXPECT_EQ(before, (Stories{{"a", "d"}, {"b"}, {"c"}}));
}

TEST(StoryClusterer, verified_copies_are_one_story_whatever_the_words_say) {
  Pile pile;
  pile.add("a", kFlood);
  pile.add("b", kTheft);
  EXPECT_EQ(pile.stories({{DocId{0}, DocId{1}, 0.5, 0.9, 0.5}}), (Stories{{"a", "b"}}));
  EXPECT_EQ(pile.stories({{DocId{0}, DocId{1}, 0.1, 0.2, 0.2}}), (Stories{{"a"}, {"b"}}));
}

TEST(StoryClusterer, empty_piles_and_empty_texts_do_no_harm) {
  Pile pile;
  EXPECT_TRUE(pile.stories().empty());
  pile.add("a", "");
  pile.add("b", "...");
  EXPECT_EQ(pile.stories(), (Stories{{"a"}, {"b"}}));
}

}  // namespace

}  // namespace stemma
