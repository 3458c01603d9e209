// SPDX-License-Identifier: Apache-2.0
#include "passages/phrase_linker.hpp"

#include <cmath>
#include <numeric>

#include "passages/link_weights.hpp"
#include "passages/variants.hpp"

namespace stemma {

namespace {

constexpr std::uint64_t kMostCells = 40000;

LinkKind kind_of(WordLikeness like, GridWord const& left, GridWord const& right) {
  if (like < WordLikeness::Equal && left.of == WordRole::Name && right.of == WordRole::Name &&
      is_like_spelling(left.letters, right.letters)) {
    return LinkKind::Spelling;
  }
  switch (like) {
    case WordLikeness::Same:
      return LinkKind::Same;
    case WordLikeness::Equal:
      return LinkKind::Inflected;
    case WordLikeness::Synonym:
    case WordLikeness::Near:
      return LinkKind::Synonym;
    case WordLikeness::Cousin:
    case WordLikeness::None:
      break;
  }
  return LinkKind::Replaced;
}

float probability(float odds) {
  return 1 / (1 + std::exp(-odds));
}

float lone_odds(LinkGrid const& grid, LinkRound const& weights, std::uint32_t i, std::uint32_t j) {
  LoneSigns const signs = grid.lone_signs(i, j);
  float const pair = grid.likeness(i, j) < WordLikeness::Equal ? weights.role_pairs[grid.role_pair(i, j)] : 0;
  return std::inner_product(signs.begin(), signs.end(), weights.lone.begin(), pair);
}

}  // namespace

std::vector<float> guess_links(LinkGrid const& grid, std::size_t rounds) {
  std::vector<float> guess(std::size_t{grid.rows()} * grid.columns());
  for (std::size_t round = 0; round < rounds; ++round) {
    GuessedGrid const around{grid.rows(), grid.columns(), guess};
    std::vector<float> next(guess.size());
    for (std::uint32_t i = 0; i < grid.rows(); ++i) {
      for (std::uint32_t j = 0; j < grid.columns(); ++j) {
        float odds = lone_odds(grid, kLinkRounds[round], i, j);
        if (round > 0) {
          AmongSigns const signs = around.among_signs(i, j);
          odds = std::inner_product(signs.begin(), signs.end(), kLinkRounds[round].among.begin(), odds);
        }
        next[std::size_t{i} * grid.columns() + j] = probability(odds);
      }
    }
    guess.swap(next);
  }
  return guess;
}

std::vector<TokenLink> PhraseLinker::link(TokenRange left, TokenRange right) const {
  if (std::uint64_t{left.size()} * right.size() > kMostCells && left.size() > 1 && right.size() > 1) {
    std::uint32_t const left_middle = left.begin_token + left.size() / 2;
    std::uint32_t const right_middle = right.begin_token + right.size() / 2;
    auto links = link({left.begin_token, left_middle}, {right.begin_token, right_middle});
    auto const second = link({left_middle, left.end_token}, {right_middle, right.end_token});
    links.insert(links.end(), second.begin(), second.end());
    return links;
  }
  auto const left_words = grid_words(left_, left, lore_);
  auto const right_words = grid_words(right_, right, lore_);
  LinkGrid const grid{left_words, right_words};
  auto const guess = guess_links(grid, kRounds);
  std::vector<TokenLink> links;
  for (std::uint32_t i = 0; i < grid.rows(); ++i) {
    for (std::uint32_t j = 0; j < grid.columns(); ++j) {
      if (guess[std::size_t{i} * grid.columns() + j] > kLeastProbability) {
        links.push_back(
          {left_words[i].token, right_words[j].token, kind_of(grid.likeness(i, j), left_words[i], right_words[j])}
        );
      }
    }
  }
  return links;
}

}  // namespace stemma
