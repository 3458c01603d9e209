// SPDX-License-Identifier: Apache-2.0
#include "facts/fact_reader.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/facts/read_story.hpp"

namespace stemma {
namespace {

using testing::ReadStory;
using Keys = std::vector<std::string>;

Keys of(std::string text, MentionKind kind) {
  return ReadStory{{std::move(text)}}.keys(kind);
}

TEST(FactReader, knows_places_by_what_stands_before_them) {
  EXPECT_EQ(of("The levee broke near Novi Becej.", MentionKind::Place), Keys{"Novi Becej=novi becej"});
  EXPECT_EQ(
    of("They met in Seoul, Daegu and Busan.", MentionKind::Place), (Keys{"Seoul=seoul", "Daegu=daegu", "Busan=busan"})
  );
  EXPECT_EQ(of("Water stood in Zeleznicka Street.", MentionKind::Place), Keys{"Zeleznicka Street=zeleznicka street"});
}

TEST(FactReader, knows_people_by_titles_roles_and_verbs) {
  EXPECT_EQ(
    of("Nobody was hurt, said Mayor Dragana Vujicin.", MentionKind::Person), Keys{"Dragana Vujicin=vujicin dragana"}
  );
  EXPECT_EQ(of("On Friday Min Jae-ryun said so.", MentionKind::Person), Keys{"Min Jae-ryun=min jae ryun"});
  EXPECT_EQ(
    of("It is safe, Vice Interior Minister Min Jae-ryun told them.", MentionKind::Person),
    Keys{"Min Jae-ryun=min jae ryun"}
  );
}

TEST(FactReader, joins_a_short_form_to_its_full_name) {
  EXPECT_EQ(
    of("Engineer Miodrag Sekulin was there. Later on, Sekulin said no.", MentionKind::Person),
    (Keys{"Miodrag Sekulin=sekulin miodrag", "Sekulin=sekulin miodrag"})
  );
}

TEST(FactReader, knows_bodies_by_their_heads) {
  EXPECT_EQ(
    of("It was built by the Banat Water Board.", MentionKind::Organisation), Keys{"Banat Water Board=banat water board"}
  );
  EXPECT_EQ(
    of("On Friday the interior ministry met.", MentionKind::Organisation), Keys{"interior ministry=interior ministry"}
  );
  EXPECT_EQ(of("Later the Daejeon police asked for it in Daejeon.", MentionKind::Organisation), Keys{"police=police"});
}

TEST(FactReader, keeps_the_owners_in_the_name_of_a_body) {
  EXPECT_EQ(
    of("On Friday the Citizens' League of Doubravka met.", MentionKind::Organisation),
    Keys{"Citizens' League of Doubravka=citizens league of doubravka"}
  );
}

TEST(FactReader, knows_a_person_under_a_title) {
  ReadStory const story{{"It rang, said Jitka Havrankova, a teacher.", "So Headkeeper Jitka Havrankova ran."}};
  EXPECT_EQ(story.keys(MentionKind::Person, 1), Keys{"Headkeeper Jitka Havrankova=havrankova jitka"});
}

TEST(FactReader, takes_where_somebody_is_from_for_a_place) {
  EXPECT_EQ(of("A teacher from Narvik, 38, had broken a wrist.", MentionKind::Place), Keys{"Narvik=narvik"});
}

TEST(FactReader, gives_a_date_the_year_that_another_telling_gives_it) {
  ReadStory const story{{"A letter of 3 November 2025 says so.", "A letter of 3 November says so."}};
  EXPECT_EQ(story.keys(MentionKind::Date, 1), Keys{"3 November=2025-11-03"});
}

TEST(FactReader, takes_no_word_for_a_name_because_it_begins_a_sentence) {
  EXPECT_EQ(of("Sirens sounded. Motorists turned back. Thirty-seven got out.", MentionKind::Name), Keys{});
  EXPECT_EQ(of("GENK, Belgium, March 3 - Thieves took it.", MentionKind::Name), Keys{});
}

TEST(FactReader, gives_a_garbled_name_the_kind_of_the_name_it_is_like) {
  ReadStory const story{{"They fled from the town of Vranjevo, near Vranjevo.", "Water rose, and Vrajnevo drowned."}};
  EXPECT_EQ(story.keys(MentionKind::Place, 1), Keys{"Vrajnevo=vrajnevo"});
}

TEST(FactReader, finds_in_headlines_only_what_the_texts_know) {
  ReadStory const story{
    {"Six Minutes, Two Treasures, One Grinder: Inside Genk Tonight\nThe museum in Genk was robbed."}};
  EXPECT_EQ(story.keys(MentionKind::Place), (Keys{"Genk=genk", "Genk=genk"}));
  EXPECT_TRUE(story.keys(MentionKind::Name).empty());
}

TEST(FactReader, says_how_a_thing_became_known) {
  auto const kind = [](std::string text) {
    auto const all = ReadStory{{std::move(text)}}.all(MentionKind::Attribution);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? std::string{} : all.front().source_kind;
  };
  EXPECT_EQ(kind("The dam broke, according to a confidential memo."), "leak");
  EXPECT_EQ(kind("A memo obtained by reporters puts the cost at nine."), "leak");
  EXPECT_EQ(kind("The flood is wide, satellite images show."), "satellite");
  EXPECT_EQ(kind("A preliminary report says that it broke."), "report");
  EXPECT_EQ(kind("It broke, said a person familiar with the file."), "anonymous");
  EXPECT_EQ(kind("The interior ministry said that it broke."), "official");
}

TEST(FactReader, tells_who_says_it_without_quotation_marks) {
  auto const all = ReadStory{{"It broke, according to union chairman Henryk Kopietz."}}.all(MentionKind::Attribution);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().speaker, "kopietz");
}

TEST(FactReader, takes_a_judgement_for_an_attribution_to_the_one_who_judges) {
  auto const view =
    ReadStory{{"A blocked drain caused it, in the view of the Harbour Institute."}}.keys(MentionKind::Attribution);
  ASSERT_EQ(view.size(), 1U);
  EXPECT_TRUE(view[0].starts_with("in the view of the Harbour Institute=")) << view[0];
  auto const estimate =
    ReadStory{{"The quay should reopen in May, by the port authority's estimate."}}.keys(MentionKind::Attribution);
  ASSERT_EQ(estimate.size(), 1U);
  EXPECT_TRUE(estimate[0].starts_with("by the port authority's estimate=")) << estimate[0];
  EXPECT_TRUE(ReadStory{{"The house has a fine view of the harbour."}}.keys(MentionKind::Attribution).empty());
}

TEST(FactReader, knows_what_kind_of_source_it_is) {
  auto const source = [](std::string text) {
    auto const found = ReadStory{{std::move(text)}}.all(MentionKind::Attribution);
    return found.size() == 1 ? found[0].source : SourceTraits{};
  };
  auto const seized = source("An audit that the police say they seized proves that it failed.");
  EXPECT_TRUE(seized.is_document && seized.is_secret);
  auto const internal = source("According to an internal audit by the waterworks, it failed.");
  EXPECT_TRUE(internal.is_document && internal.is_internal && !internal.is_secret);
  EXPECT_TRUE(source("Nobody slept, the mayor said.").is_known_role);
  EXPECT_FALSE(source("Nobody slept, a mayor said.").is_known_role);
}

TEST(FactReader, tells_an_apposition_from_an_inverted_clause) {
  auto const found =
    ReadStory{{"Jane Holloway, head of Northern Air, said the captain had slept."}}.all(MentionKind::Attribution);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].speaker, "holloway");
}

TEST(FactReader, does_not_take_a_deadline_for_a_source) {
  EXPECT_EQ(of("The inspectors will report by Nov. 30.", MentionKind::Attribution), Keys{});
  EXPECT_EQ(of("The findings are due, its findings by Nov. 30.", MentionKind::Attribution), Keys{});
}

TEST(FactReader, finds_hedges_and_negations) {
  EXPECT_EQ(of("Water may have crept in.", MentionKind::Hedge), Keys{"may have=possible"});
  EXPECT_EQ(
    of("It reportedly failed and will probably last.", MentionKind::Hedge),
    (Keys{"reportedly=reported", "probably=probable"})
  );
  EXPECT_EQ(of("It lasts until May 25.", MentionKind::Hedge), Keys{});
  EXPECT_EQ(of("They walked up to the town, where up to three people live.", MentionKind::Hedge), Keys{"up to=limit"});
  EXPECT_EQ(of("They did not go.", MentionKind::Negation), Keys{"not=not"});
}

TEST(FactReader, sorts_mentions_and_keeps_them_within_one_text) {
  ReadStory const story{{"\"We left,\" said Anna Pavlou, 34, in Lavrio on May 4, 2026, with $3 million and 12 boats."}};
  auto const& mentions = story.facts().front().mentions;
  EXPECT_TRUE(std::is_sorted(mentions.begin(), mentions.end(), [](Mention const& a, Mention const& b) {
    return a.tokens.begin_token < b.tokens.begin_token;
  }));
  for (Mention const& mention : mentions) {
    EXPECT_LT(mention.tokens.begin_token, mention.tokens.end_token);
    EXPECT_LE(mention.tokens.end_token, story.tokens(0).tokens.size());
    EXPECT_FALSE(mention.key.empty());
  }
}

TEST(FactReader, bears_hostile_texts) {
  std::string capitals;
  std::string verbs;
  std::string dots;
  for (int i = 0; i < 30000; ++i) {
    capitals += "Aa" + std::to_string(i % 7) + "b Cc-Dd of ";
    verbs += "said ";
    dots += "Mr. . ' \" ( ";
  }
  for (std::string const& text :
       {capitals, verbs, dots, std::string{}, std::string{" \n\n "}, std::string{"A"}, std::string{"\"\"''«"}}) {
    EXPECT_EQ(ReadStory{{text}}.facts().size(), 1U);
  }
}

}  // namespace
}  // namespace stemma
