// SPDX-License-Identifier: Apache-2.0
#include "trees/copies.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

namespace stemma {

namespace {

std::vector<std::uint64_t> words_of(TokenText const& text) {
  std::vector<std::uint64_t> words;
  for (Token const& token : text.tokens) {
    if (token.kind != TokenKind::Punctuation) {
      words.push_back(token.word);
    }
  }
  return words;
}

}  // namespace

std::vector<SameText> group_same_texts(StoryTellings const& story, bool by_time) {
  std::map<std::vector<std::uint64_t>, std::vector<WitnessIndex>> classes;
  std::vector<SameText> groups;
  for (WitnessIndex witness = 0; witness < story.tellings.size(); ++witness) {
    auto words = words_of(*story.tellings[witness].tokens);
    if (words.empty()) {
      groups.push_back({witness, {}});  // texts without words have nothing in common
    } else {
      classes[std::move(words)].push_back(witness);
    }
  }
  for (auto& [words, members] : classes) {
    if (by_time) {
      std::ranges::stable_sort(members, [&](WitnessIndex a, WitnessIndex b) {
        auto const& left = story.tellings[a].document->published;
        auto const& right = story.tellings[b].document->published;
        return left && (!right || *left < *right);
      });
    }
    groups.push_back({members.front(), {members.begin() + 1, members.end()}});
  }
  std::ranges::sort(groups, {}, &SameText::first);
  return groups;
}

}  // namespace stemma
