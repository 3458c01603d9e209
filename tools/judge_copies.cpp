// SPDX-License-Identifier: Apache-2.0
/// Draws the trees of copied texts and prints what the surety of each link is reckoned from, for fitting it.
///
///     judge_copies < texts.txt
///
/// In    documents as "id bytes\n" and so many bytes of text and "\n", sorted by id; all are tellings of one story.
/// Out   a line a link, tab-separated: parent, child, the features of `copy_features`, "|", and those of `copyist_features`.
///       A lost copy is "family:number".
#include <deque>
#include <iostream>
#include <sstream>
#include <string>

#include "tokens/tokenizer.hpp"
#include "trees/copies.hpp"
#include "trees/family_graft.hpp"

int main() {
  using namespace stemma;
  std::deque<Document> documents;
  std::deque<TokenText> tokens;
  StoryTellings story;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream header{line};
    auto& document = documents.emplace_back();
    std::size_t bytes = 0;
    header >> document.id >> bytes;
    document.text.resize(bytes);
    std::cin.read(document.text.data(), static_cast<std::streamsize>(bytes));
    std::cin.ignore(1);
    tokens.push_back(Tokenizer{}.tokenize(document));
    story.tellings.push_back({DocId{static_cast<std::uint32_t>(story.tellings.size())}, &document, &tokens.back()});
  }
  StoryTellings different;
  for (SameText const& text : group_same_texts(story, false)) {
    different.tellings.push_back(story.tellings[text.first]);
  }
  auto const traits = read_traits(different);
  auto const count = different.tellings.size();
  ParentScores scores{different, traits, Clocks::Ignored, UnitScores{count, {}, {}}};
  std::size_t number = 0;
  for (GrownFamily const& grown : grow_families(scores, 1)) {
    auto const members = grown.family->members.size();
    auto const tree = hang_family(*grown.family, grown.growth, grown.merges, std::nullopt);
    auto const name = [&](FamilyNode node) {
      return node < members ? different.tellings[grown.family->members[node].witness].document->id
                            : std::to_string(number) + ":" + std::to_string(node - members);
    };
    for (FamilyLink const& link : tree.links) {
      auto const judged = judged_copy(link, tree);
      std::cout << name(link.parent) << '\t' << name(link.child);
      for (double const feature : copy_features(judged)) {
        std::cout << '\t' << feature;
      }
      std::cout << "\t|";
      for (double const feature : copyist_features(judged.copyists)) {
        std::cout << '\t' << feature;
      }
      std::cout << '\n';
    }
    ++number;
  }
  return 0;
}
