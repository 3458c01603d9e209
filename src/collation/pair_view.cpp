// SPDX-License-Identifier: Apache-2.0
#include "collation/pair_view.hpp"

#include <algorithm>

namespace stemma {

namespace {

/// Words to each side that make the surroundings of a place. A clause of news is about ten words.
constexpr std::uint32_t context_reach = 9;

/// One word in common proves little: this much weight is asked for before a share counts in full.
constexpr double context_prior = 0.6;

bool covers(TokenRange range, std::uint32_t token) {
  return range.begin_token <= token && token < range.end_token;
}

TokenRange surroundings(WitnessView const& view, TokenRange place, std::uint32_t reach) {
  auto const count = static_cast<std::uint32_t>(view.words.size());
  return {place.begin_token - std::min(place.begin_token, reach), std::min(count, place.end_token + reach)};
}

double weight_around(WitnessView const& view, TokenRange window, TokenRange place) {
  double weight = 0;
  for (auto token = window.begin_token; token < window.end_token; ++token) {
    if (!covers(place, token)) {
      weight += static_cast<double>(view.text->tokens[token].weight);
    }
  }
  return weight;
}

}  // namespace

PairView::PairView(WitnessView const& left, WitnessView const& right, PairAlignment const& alignment)
    : left_{&left}, right_{&right}, right_of_(left.words.size()), left_of_(right.words.size()) {
  for (AlignedPassage const& passage : alignment.passages) {
    for (TokenLink const& link : passage.links) {
      right_of_[link.left_token] = {link.right_token, link.kind};
      left_of_[link.right_token] = {link.left_token, link.kind};
    }
  }
  link_sentences();
}

void PairView::link_sentences() {
  for (std::uint32_t token = 0; token < right_of_.size(); ++token) {
    auto const partner = right_of_[token];
    if (!partner.agrees()) {
      continue;
    }
    auto const weight = std::min(left_->text->tokens[token].weight, right_->text->tokens[partner.token].weight);
    if (weight > 0) {
      sentence_links_.push_back(
        {left_->sentence_of[token], right_->sentence_of[partner.token], static_cast<double>(weight), 0}
      );
    }
  }
  auto const key = [](SentenceLink const& link) { return std::pair{link.left_sentence, link.right_sentence}; };
  std::stable_sort(sentence_links_.begin(), sentence_links_.end(), [&](auto const& a, auto const& b) {
    return key(a) < key(b);
  });
  std::vector<SentenceLink> joined;
  for (SentenceLink const& link : sentence_links_) {
    if (!joined.empty() && key(joined.back()) == key(link)) {
      joined.back().weight += link.weight;
    } else {
      joined.push_back(link);
    }
  }
  for (SentenceLink& link : joined) {
    auto const lighter =
      std::min(left_->sentence_weight[link.left_sentence], right_->sentence_weight[link.right_sentence]);
    link.similarity = std::min(1.0, link.weight / (static_cast<double>(lighter) + context_prior));
  }
  sentence_links_ = std::move(joined);
}

double PairView::sentence_similarity(std::uint32_t left_sentence, std::uint32_t right_sentence) const {
  auto const found = std::lower_bound(
    sentence_links_.begin(), sentence_links_.end(), std::pair{left_sentence, right_sentence},
    [](SentenceLink const& link, auto const& wanted) {
      return std::pair{link.left_sentence, link.right_sentence} < wanted;
    }
  );
  auto const hit =
    found != sentence_links_.end() && found->left_sentence == left_sentence && found->right_sentence == right_sentence;
  return hit ? found->similarity : 0;
}

double PairView::context(TokenRange left_place, TokenRange right_place) const {
  auto const left_window = surroundings(*left_, left_place, context_reach);
  // What is told in another order stands further off: the right side is looked at a little wider.
  auto const right_window = surroundings(*right_, right_place, context_reach + context_reach / 2);
  double linked = 0;
  for (auto token = left_window.begin_token; token < left_window.end_token; ++token) {
    auto const partner = right_of_[token];
    if (partner.agrees() && !covers(left_place, token) && covers(right_window, partner.token) &&
        !covers(right_place, partner.token)) {
      linked +=
        static_cast<double>(std::min(left_->text->tokens[token].weight, right_->text->tokens[partner.token].weight));
    }
  }
  auto const narrow_right = surroundings(*right_, right_place, context_reach);
  auto const lighter =
    std::min(weight_around(*left_, left_window, left_place), weight_around(*right_, narrow_right, right_place));
  return std::min(1.0, linked / (lighter + context_prior));
}

double PairView::overlap(TokenRange left_place, TokenRange right_place) const {
  double linked = 0;
  for (auto token = left_place.begin_token; token < left_place.end_token; ++token) {
    auto const partner = right_of_[token];
    if (partner.agrees() && covers(right_place, partner.token)) {
      linked += static_cast<double>(left_->text->tokens[token].weight);
    }
  }
  auto const none = TokenRange{0, 0};
  auto const lighter = std::min(weight_around(*left_, left_place, none), weight_around(*right_, right_place, none));
  return lighter > 0 ? std::min(1.0, linked / lighter) : 0;
}

std::optional<LinkKind> PairView::direct_link(TokenRange left_place, TokenRange right_place) const {
  std::optional<LinkKind> best;
  for (auto token = left_place.begin_token; token < left_place.end_token; ++token) {
    auto const partner = right_of_[token];
    if (partner.is_there() && covers(right_place, partner.token) && (!best || partner.kind < *best)) {
      best = partner.kind;
    }
  }
  return best;
}

std::vector<float> best_similarity_left(PairView const& pair) {
  std::vector<float> best(pair.left().text->sentences.size(), 0.0F);
  for (SentenceLink const& link : pair.sentence_links()) {
    best[link.left_sentence] = std::max(best[link.left_sentence], static_cast<float>(link.similarity));
  }
  return best;
}

std::vector<float> best_similarity_right(PairView const& pair) {
  std::vector<float> best(pair.right().text->sentences.size(), 0.0F);
  for (SentenceLink const& link : pair.sentence_links()) {
    best[link.right_sentence] = std::max(best[link.right_sentence], static_cast<float>(link.similarity));
  }
  return best;
}

}  // namespace stemma
