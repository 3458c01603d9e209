// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <vector>

#include "collation/compare.hpp"
#include "collation/likeness.hpp"
#include "collation/match_greedily.hpp"

namespace stemma {

namespace {

/// Quotes (or sentences of quotes) that share less of their words than this are not known to be the same by their words.
constexpr double least_overlap = 0.34;

/// A garbled speaker is still the same speaker.
constexpr double least_speaker_likeness = 0.75;

/// More quotes than this in one telling is a hostile text; the rest is left alone.
constexpr std::uint32_t most_quotes = 200;

class QuoteComparer {
 public:
  explicit QuoteComparer(PairComparison const& comparison) : comparison_{comparison} {}

  void compare() {
    auto const& left = comparison_.left().quotes;
    auto const& right = comparison_.right().quotes;
    std::vector<MatchCandidate> candidates;
    for (std::uint32_t l = 0; l < left.size() && l < most_quotes; ++l) {
      for (std::uint32_t r = 0; r < right.size() && r < most_quotes; ++r) {
        auto const score = likeness_of_quotes(left[l].mention, right[r].mention);
        if (score >= least_overlap) {
          candidates.push_back({l, r, score});
        }
      }
    }
    for (auto const& match : match_greedily(std::move(candidates))) {
      match_segments(left[match.left].sentences, right[match.right].sentences, match.score);
      compare_speakers(left[match.left].speaker, right[match.right].speaker, match.score);
    }
  }

 private:
  /// Words in common; where a quote was reworded, the speaker and the words around it stand in.
  [[nodiscard]] double likeness_of_quotes(std::uint32_t left, std::uint32_t right) const {
    auto const& pair = comparison_.pair;
    auto const& a = pair.left().facts->mentions[left];
    auto const& b = pair.right().facts->mentions[right];
    auto const words = pair.overlap(a.tokens, b.tokens);
    auto const same_speaker = !a.speaker.empty() && a.speaker == b.speaker;
    auto const context = pair.context(a.tokens, b.tokens);
    return std::min(1.0, words + (same_speaker ? 0.15 : 0) + 0.25 * context);
  }

  /// Sentences with words in common first; what is left over between them on both sides is then paired in order.
  void match_segments(std::vector<SiteId> const& left, std::vector<SiteId> const& right, double quote_score) {
    std::vector<MatchCandidate> candidates;
    for (std::uint32_t l = 0; l < left.size(); ++l) {
      for (std::uint32_t r = 0; r < right.size(); ++r) {
        auto const overlap = comparison_.pair.overlap(range(left[l]), range(right[r]));
        auto const is_same = comparison_.site(left[l]).key == comparison_.site(right[r]).key;
        if (is_same || overlap >= least_overlap) {
          candidates.push_back({l, r, is_same ? 2 : overlap});
        }
      }
    }
    auto matches = match_greedily(std::move(candidates));
    std::vector<bool> left_done(left.size());
    std::vector<bool> right_done(right.size());
    for (MatchCandidate const& match : matches) {
      left_done[match.left] = right_done[match.right] = true;
    }
    for (std::uint32_t l = 0, r = 0; l < left.size() && r < right.size(); ++l, ++r) {
      while (l < left.size() && left_done[l]) {
        ++l;
      }
      while (r < right.size() && right_done[r]) {
        ++r;
      }
      if (l < left.size() && r < right.size()) {
        matches.push_back({l, r, 0});
      }
    }
    for (MatchCandidate const& match : matches) {
      auto const is_same = match.score >= 2;
      comparison_.found.push_back(
        {left[match.left], right[match.right], is_same ? ChangeKind::Same : ChangeKind::Rewording,
         is_same ? 1.0 : std::min(1.0, 0.4 * quote_score + 0.6 * std::max(match.score, 0.5 * quote_score))}
      );
    }
  }

  void compare_speakers(std::optional<SiteId> left, std::optional<SiteId> right, double score) {
    if (!left || !right) {
      return;
    }
    auto const& a = comparison_.site(*left).key;
    auto const& b = comparison_.site(*right).key;
    auto const is_same = a == b || is_short_form(a, b) || spelling_likeness(a, b) >= least_speaker_likeness;
    comparison_.found.push_back({*left, *right, is_same ? ChangeKind::Same : ChangeKind::Substitution, score});
  }

  [[nodiscard]] TokenRange range(SiteId id) const { return comparison_.site(id).ranges.front(); }

  PairComparison const& comparison_;
};

}  // namespace

void compare_quotes(PairComparison const& comparison) {
  QuoteComparer{comparison}.compare();
}

}  // namespace stemma
