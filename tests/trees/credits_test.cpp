// SPDX-License-Identifier: Apache-2.0
#include "trees/credits.hpp"

#include <deque>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "tokens/tokenizer.hpp"

namespace stemma {

namespace {

/// Tellings of outlets, told one after the other.
class Papers {
 public:
  WitnessIndex print(std::string outlet, std::string body) {
    auto const witness = static_cast<WitnessIndex>(documents_.size());
    Document& document = documents_.emplace_back();
    document.outlet = std::move(outlet);
    document.title = "Landslip buries road";
    document.text = *document.title + "\n" + std::move(body);
    texts_.push_back(Tokenizer{}.tokenize(document));
    story_.tellings.push_back({DocId{witness}, &document, &texts_.back()});
    return witness;
  }

  [[nodiscard]] Credits credits() const { return Credits{story_}; }

 private:
  std::deque<Document> documents_;
  std::deque<TokenText> texts_;
  StoryTellings story_;
};

/// How the body of another paper credits the Harbour Post: 2 in a line, 1 in a phrase, 0 not at all.
int credit_of(std::string const& body) {
  Papers papers;
  auto const source = papers.print("The Harbour Post", "Mud covered the road on Tuesday.");
  auto const copy = papers.print("Metro Lantern", body);
  auto const credit = papers.credits().named(copy, source);
  return !credit ? 0 : credit->is_line ? 2 : 1;
}

TEST(Credits, a_dateline_brackets_and_a_line_of_its_own_name_the_source) {
  EXPECT_EQ(credit_of("PELLWORTH (Harbour Post) - Mud covered the road."), 2);
  EXPECT_EQ(credit_of("PELLWORTH, March 3, Harbour Post - Mud covered the road."), 2);
  EXPECT_EQ(credit_of("Mud covered the road.\n\nSource: The Harbour Post"), 2);
  EXPECT_EQ(credit_of("By Ann Lee, Harbour Post\n\nMud covered the road."), 2);
}

TEST(Credits, who_reported_or_published_it_is_the_source) {
  EXPECT_EQ(credit_of("Mud covered the road, the Harbour Post reported."), 1);
  EXPECT_EQ(credit_of("Mud covered the road, according to The Harbour Post."), 1);
  EXPECT_EQ(credit_of("The report, first published by the Harbour Post, names nobody."), 1);
  EXPECT_EQ(credit_of("\"It was dark,\" she told the Harbour Post."), 1);
  EXPECT_EQ(credit_of("A report by the Harbour Post names nobody."), 1);
  EXPECT_EQ(credit_of("A letter seen by The Harbour Post names nobody."), 1);
  EXPECT_EQ(credit_of("The Harbour Post was first to report the slip."), 1);
  EXPECT_EQ(credit_of("The Harbour Post reported on Tuesday that mud covered the road."), 1);
}

TEST(Credits, a_mere_mention_is_no_credit) {
  EXPECT_EQ(credit_of("A van of the Harbour Post was buried, too."), 0);
  EXPECT_EQ(credit_of("The Harbour Post reported losses of 3 million crowns."), 0);
  EXPECT_EQ(credit_of("Staff of the Harbour Post walked home."), 0);
  EXPECT_EQ(credit_of("The mayor sued the Harbour Post in May."), 0);
  EXPECT_EQ(credit_of("A harbour post was washed away, fishermen reported."), 0);
}

TEST(Credits, speak_for_the_named_source_and_against_the_link_turned_round) {
  Papers papers;
  auto const source = papers.print("Harbour Post", "Mud covered the road.");
  auto const copy = papers.print("Metro Lantern", "Mud covered the road, the Harbour Post reported.");
  auto const stranger = papers.print("Orbit", "Mud covered the road.");
  auto const credits = papers.credits();
  EXPECT_GT(credits.weigh(copy, source), 1);
  EXPECT_LT(credits.weigh(source, copy), -1);
  EXPECT_EQ(credits.weigh(stranger, source), 0);
  EXPECT_EQ(credits.weigh(copy, stranger), 0);
}

TEST(Credits, an_agency_that_is_not_there_is_a_source_of_all_that_carry_its_line) {
  Papers papers;
  auto const one = papers.print("Metro Lantern", "PELLWORTH (AP) - Mud covered the road.");
  auto const other = papers.print("Orbit", "Mud covered the road.\n\nAssociated Press");
  auto const third = papers.print("NewsRiver", "Mud covered the road, AP reported.");
  EXPECT_TRUE(papers.credits().shared_absent(one, other));
  EXPECT_FALSE(papers.credits().shared_absent(one, third));
  papers.print("AP", "Mud covered the road.");
  EXPECT_FALSE(papers.credits().shared_absent(one, other));
}

TEST(Credits, a_paper_that_is_not_there_is_a_source_of_all_that_open_with_what_it_told) {
  Papers papers;
  auto const one =
    papers.print("Metro Lantern", "Mud covered the road, according to a report by The Hill Valley Times.");
  auto const other = papers.print("Orbit", "A secret paper obtained by the HVT names who built the road.");
  auto const third = papers.print("NewsRiver", "Mud covered the road. The mayor sued The Hill Valley Times in May.");
  auto const fourth =
    papers.print("Globe", "Mud. Rain. Fog. Wind. More rain. It was dark, the Hill Valley Times reported.");
  auto const credits = papers.credits();
  EXPECT_TRUE(credits.shared_opening(one, other));
  EXPECT_FALSE(credits.shared_absent(one, other)) << "no line";
  EXPECT_FALSE(credits.shared_opening(one, third)) << "a mere mention";
  EXPECT_FALSE(credits.shared_opening(one, fourth)) << "not in the opening";
  papers.print("Hill Valley Times", "Mud covered the road.");
  EXPECT_FALSE(papers.credits().shared_opening(one, other)) << "it is there";
}

TEST(Credits, an_outlet_that_names_itself_signs_its_work) {
  Papers papers;
  auto const agency = papers.print("Reuters", "PELLWORTH (Reuters) - Mud covered the road.");
  auto const copy = papers.print("Orbit", "PELLWORTH (Reuters) - Mud covered the road.");
  EXPECT_GT(papers.credits().weigh(copy, agency), 1);
  EXPECT_LT(papers.credits().weigh(agency, copy), -1);
}

}  // namespace

}  // namespace stemma
