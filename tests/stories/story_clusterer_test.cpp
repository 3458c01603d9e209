// SPDX-License-Identifier: Apache-2.0
#include "stories/story_clusterer.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "stories/grouping.hpp"
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

/// Documents, to be added in the order of their ids.
class Pile {
 public:
  void add(std::string id, std::string text, std::optional<int> day = std::nullopt) {
    auto& document = documents_.emplace_back();
    document.id = std::move(id);
    document.text = std::move(text);
    if (day) {
      document.published = UtcTime{std::chrono::hours{24 * *day}};
    }
  }

  [[nodiscard]] FoundStories found(std::vector<CopyPair> const& pairs = {}, unsigned threads = 1) const {
    Options options;
    options.threads = threads;
    return StoryClusterer{options}.cluster(documents_, tokens_of(), words(), pairs);
  }

  [[nodiscard]] std::vector<Document>& documents() { return documents_; }

  /// The stories as lists of ids.
  [[nodiscard]] std::vector<std::vector<std::string>> stories(
    std::vector<CopyPair> const& pairs = {}, unsigned threads = 1
  ) const {
    std::vector<std::vector<std::string>> ids;
    for (auto const& story : found(pairs, threads).stories) {
      ids.emplace_back();
      for (DocId const id : story) {
        ids.back().push_back(documents_[index_of(id)].id);
      }
    }
    return ids;
  }

  [[nodiscard]] std::optional<Grouping> grouping(std::vector<DocId> const& story) const {
    auto const all = words();
    std::deque<TokenText> texts;
    std::deque<WordVector> vectors;
    StoryTellings tellings;
    std::vector<WordVector const*> views;
    for (DocId const id : story) {
      texts.push_back(Tokenizer{}.tokenize(documents_[index_of(id)]));
      tellings.tellings.push_back({id, &documents_[index_of(id)], &texts.back()});
      vectors.push_back(all.vector_of(texts.back()));
      views.push_back(&vectors.back());
    }
    return explain_grouping(tellings, views);
  }

 private:
  [[nodiscard]] TokensOf tokens_of() const {
    return [this](std::size_t i, TokenText& tokens) { Tokenizer{}.tokenize(documents_[i], tokens); };
  }

  [[nodiscard]] TaughtWords words() const { return {documents_.size(), tokens_of()}; }

  std::vector<Document> documents_;
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
  auto const found = pile.found();
  ASSERT_EQ(found.nearest_not_merged.size(), 1U);
  EXPECT_EQ(found.nearest_not_merged[0].left, 0U);
  EXPECT_EQ(found.nearest_not_merged[0].right, 1U);
  EXPECT_GT(found.nearest_not_merged[0].similarity, 0);
}

TEST(StoryClusterer, says_why_tellings_were_grouped) {
  Pile pile;
  pile.add("a", kFlood);
  pile.add("b", kOtherFlood);
  pile.add("c", kFloodRetold);
  auto const found = pile.found();
  auto const grouping = pile.grouping(found.stories[0]);
  ASSERT_TRUE(grouping);
  EXPECT_GT(grouping->similarity, found.nearest_not_merged[0].similarity);
  ASSERT_FALSE(grouping->shared.empty());
  for (std::string const& word : grouping->shared) {
    EXPECT_NE((kFlood + kFloodRetold).find(word), std::string::npos) << word;
  }
  EXPECT_FALSE(pile.grouping(found.stories[1]));
}

TEST(StoryClusterer, a_pile_of_one_story_stays_one) {
  Pile pile;
  pile.add("a", kFlood);
  pile.add("b", kFloodRetold);
  EXPECT_EQ(pile.stories(), (Stories{{"a", "b"}}));
}

TEST(StoryClusterer, does_not_depend_on_the_number_of_threads) {
  Pile pile;
  for (int i = 0; i < 80; ++i) {
    auto const number = std::to_string(100 + i);
    pile.add("a" + number, kFlood + " Shelter " + number + " was opened.");
    pile.add("b" + number, "Item " + number + ": " + std::string(i % 2 == 0 ? kTheft : kOtherFlood));
  }
  std::ranges::sort(pile.documents(), {}, &Document::id);
  auto const alone = pile.stories();
  EXPECT_EQ(pile.stories({}, 3), alone);
  ASSERT_EQ(alone.size(), 3U);
  EXPECT_EQ(alone[0].size(), 80U);
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
