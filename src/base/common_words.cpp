// SPDX-License-Identifier: Apache-2.0
#include "base/common_words.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/common_words_list.hpp"
#include "base/word_form.hpp"

namespace stemma {

namespace {

using Ranks = std::vector<std::pair<std::uint64_t, Commonness>>;

template <typename Form>
void add_words(Ranks& ranks, std::string_view list, Commonness rank, Form const& form) {
  while (!list.empty()) {
    auto const end = std::min(list.find(' '), list.size());
    if (end > 0) {
      ranks.emplace_back(hash_word(form(list.substr(0, end))), rank);
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

/// Sorted by hash; of words listed twice the commoner rank stays.
void sort_ranks(Ranks& ranks) {
  std::ranges::sort(ranks, [](auto const& left, auto const& right) {
    return left.first != right.first ? left.first < right.first : left.second > right.second;
  });
  auto const twice = std::ranges::unique(ranks, {}, &Ranks::value_type::first);
  ranks.erase(twice.begin(), twice.end());
}

Commonness rank_of(Ranks const& ranks, std::uint64_t hash) {
  auto const found = std::ranges::lower_bound(ranks, hash, {}, &Ranks::value_type::first);
  return found != ranks.end() && found->first == hash ? found->second : Commonness::Rare;
}

}  // namespace

Commonness commonness(std::string_view folded) {
  return commonness(folded, stem_word(folded));
}

Commonness commonness(std::string_view folded, std::string_view stem) {
  static Ranks const function_words = [] {
    Ranks ranks;
    add_words(ranks, kFunctionWords, Commonness::Function, [](std::string_view word) { return word; });
    sort_ranks(ranks);
    return ranks;
  }();
  static Ranks const stems = [] {
    Ranks ranks;
    add_words(ranks, kFrequentWords, Commonness::Frequent, stem_word);
    add_words(ranks, kCommonWords, Commonness::Common, stem_word);
    add_words(ranks, kFamiliarWords, Commonness::Familiar, stem_word);
    sort_ranks(ranks);
    return ranks;
  }();
  auto const rank = rank_of(function_words, hash_word(folded));
  return rank == Commonness::Function ? rank : rank_of(stems, hash_word(stem));
}

}  // namespace stemma
