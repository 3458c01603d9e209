// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "collation/compare.hpp"
#include "collation/match_greedily.hpp"
#include "collation/source_wording.hpp"

namespace stemma {

namespace {

/// More sources than this in one telling is a hostile text; the rest is left alone.
constexpr std::size_t most_attributions = 200;

/// "A report by X" and "a confidential report obtained by X" are one report, wherever they stand.
constexpr double of_one_document = 0.9;

/// Two statements are the same from this share of their words on.
constexpr double least_statement_similarity = 0.3;

/// The words of `target` that stand opposite to the words of `source`, from the first to the last of them.
template <typename PartnerOf>
std::optional<TokenRange> opposite(TokenRange source, TokenRange target, PartnerOf partner_of) {
  std::optional<TokenRange> hull;
  for (auto token = source.begin_token; token < source.end_token; ++token) {
    Partner const partner = partner_of(token);
    if (!partner.is_there() || partner.token < target.begin_token || partner.token >= target.end_token) {
      continue;
    }
    if (!hull) {
      hull = TokenRange{partner.token, partner.token + 1};
    }
    hull->begin_token = std::min(hull->begin_token, partner.token);
    hull->end_token = std::max(hull->end_token, partner.token + 1);
  }
  return hull;
}

/// A plain statement shows the words that stand opposite to the hedged ones; the best witness of a hedge decides.
void project(PairComparison const& comparison, SiteId plain, std::optional<TokenRange> hull, double confidence) {
  auto& projection = comparison.projections[plain];
  if (hull && confidence > projection.confidence) {
    projection = {confidence, *hull};
  }
}

TokenRange clause_of_hedges(WitnessView const& view, TokenRange hedges) {
  constexpr std::uint32_t most_words = 16;
  return clause_around(view, hedges, std::max(most_words, hedges.size()));
}

/// "Motorists may fetch their cars" beside "can fetch": leave is given, nothing is doubted.
bool is_permission(WitnessView const& hedged, TokenRange hedges, WitnessView const& plain, TokenRange clause) {
  static constexpr std::array<std::string_view, 8> leaves = {"can",  "allowed", "permitted", "free",
                                                             "able", "let",     "allowing",  "could"};
  if (hedges.size() != 1 || hedged.words[hedges.begin_token] != "may") {
    return false;
  }
  for (auto token = clause.begin_token; token < clause.end_token; ++token) {
    if (std::find(leaves.begin(), leaves.end(), plain.words[token]) != leaves.end()) {
      return true;
    }
  }
  return false;
}

}  // namespace

void compare_modality(PairComparison const& comparison) {
  auto const& pair = comparison.pair;
  std::vector<MatchCandidate> candidates;
  for (SentenceLink const& link : pair.sentence_links()) {
    // A headline sums up: it drops the caution that the text below it keeps.
    if ((pair.left().has_title && link.left_sentence == 0) || (pair.right().has_title && link.right_sentence == 0)) {
      continue;
    }
    auto const left = comparison.left().statements[link.left_sentence];
    auto const right = comparison.right().statements[link.right_sentence];
    auto const left_hedges = comparison.left().hedges[link.left_sentence];
    auto const right_hedges = comparison.right().hedges[link.right_sentence];
    if (left_hedges.size() == 0 && right_hedges.size() == 0) {
      if (link.similarity >= 2 * least_statement_similarity) {
        candidates.push_back({left, right, link.similarity});
      }
      continue;
    }
    auto const left_range =
      left_hedges.size() == 0 ? comparison.site(left).ranges.front() : clause_of_hedges(pair.left(), left_hedges);
    auto const right_range =
      right_hedges.size() == 0 ? comparison.site(right).ranges.front() : clause_of_hedges(pair.right(), right_hedges);
    auto const similarity = pair.overlap(left_range, right_range);
    auto const is_only_adjective = [](WitnessSites const& mine, std::uint32_t sentence) {
      return mine.hedges[sentence].size() > 0 && !mine.has_strong_hedge[sentence];
    };
    // A "preliminary report" lost its adjective only where a report is left.
    auto const keeps_noun =
      (!is_only_adjective(comparison.left(), link.left_sentence) || pair.right_of(left_hedges.end_token).agrees()) &&
      (!is_only_adjective(comparison.right(), link.right_sentence) || pair.left_of(right_hedges.end_token).agrees());
    auto const gives_leave =
      (right_hedges.size() == 0 && is_permission(pair.left(), left_hedges, pair.right(), right_range)) ||
      (left_hedges.size() == 0 && is_permission(pair.right(), right_hedges, pair.left(), left_range));
    if (similarity < least_statement_similarity || !keeps_noun || gives_leave) {
      continue;
    }
    candidates.push_back({left, right, similarity});
    if (right_hedges.size() == 0) {
      auto const hull = opposite(left_range, right_range, [&](std::uint32_t t) { return pair.right_of(t); });
      project(comparison, right, hull, similarity);
    } else if (left_hedges.size() == 0) {
      auto const hull = opposite(right_range, left_range, [&](std::uint32_t t) { return pair.left_of(t); });
      project(comparison, left, hull, similarity);
    }
  }
  for (MatchCandidate const& match : match_greedily(std::move(candidates))) {
    auto const& key = comparison.site(match.left).key;
    auto const is_same = key == comparison.site(match.right).key;
    // That two sentences are both plain says little: it must not go before what stands against a hedge.
    auto const is_agreement = is_same && key == "hedged";
    comparison.found.push_back(
      {match.left, match.right, is_agreement ? ChangeKind::Same : ChangeKind::Substitution,
       is_same ? 0.9 * match.score : match.score}
    );
  }
}

void compare_attributions(PairComparison const& comparison) {
  auto const& pair = comparison.pair;
  std::vector<MatchCandidate> same;
  std::vector<MatchCandidate> other;
  auto const& lefts = comparison.left().attributions;
  auto const& rights = comparison.right().attributions;
  for (std::size_t l = 0; l < lefts.size() && l < most_attributions; ++l) {
    auto const left = lefts[l];
    auto const left_sentence = comparison.left_mention(left).sentence;
    for (std::size_t r = 0; r < rights.size() && r < most_attributions; ++r) {
      auto const right = rights[r];
      auto const similarity = pair.sentence_similarity(left_sentence, comparison.right_mention(right).sentence);
      auto const& first = comparison.left().wordings[l];
      auto const& second = comparison.right().wordings[r];
      auto const one_document = name_one_document(first, second);
      if (similarity < least_statement_similarity && !one_document) {
        continue;
      }
      auto const agrees = comparison.site(left).key == comparison.site(right).key || name_same_source(first, second);
      auto const context = pair.context(comparison.site(left).ranges.front(), comparison.site(right).ranges.front());
      auto const confidence = 0.3 + 0.35 * similarity + 0.35 * context + 0.2 * shared_source(first, second);
      auto& candidates = agrees ? same : other;
      candidates.push_back({left, right, std::min(1.0, std::max(confidence, one_document ? of_one_document : 0))});
    }
  }
  std::set<SiteId> taken;
  for (MatchCandidate const& match : match_greedily(std::move(same))) {
    taken.insert({match.left, match.right});
    comparison.found.push_back({match.left, match.right, ChangeKind::Same, match.score});
  }
  std::erase_if(other, [&](MatchCandidate const& candidate) {
    return taken.contains(candidate.left) || taken.contains(candidate.right);
  });
  for (MatchCandidate const& match : match_greedily(std::move(other))) {
    comparison.found.push_back({match.left, match.right, ChangeKind::Substitution, match.score});
  }
}

}  // namespace stemma
