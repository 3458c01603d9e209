// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <vector>

#include "collation/compare.hpp"
#include "collation/likeness.hpp"
#include "collation/match_greedily.hpp"

namespace stemma {

namespace {

/// Quotes (or sentences of quotes) that share less of their words than this are not known to be the same by their words.
constexpr double least_overlap = 0.34;

/// Two quotes side by side, with what speaks for their being one.
struct QuotePair {
  std::uint32_t left_mention = 0;
  std::uint32_t right_mention = 0;
  double score = 0;
};

using SegmentsOfQuote = std::map<std::uint32_t, std::vector<SiteId>>;

SegmentsOfQuote by_quote(PairComparison const& comparison, std::vector<SiteId> const& segments) {
  SegmentsOfQuote grouped;
  for (SiteId const id : segments) {
    grouped[comparison.site(id).mention].push_back(id);
  }
  return grouped;
}

class QuoteComparer {
 public:
  explicit QuoteComparer(PairComparison const& comparison)
      : comparison_{comparison},
        left_{by_quote(comparison, comparison.left().quotes)},
        right_{by_quote(comparison, comparison.right().quotes)} {}

  void compare() {
    for (auto const& [left, right, score] : matched_quotes()) {
      match_segments(left_.at(left), right_.at(right), score);
      compare_speakers(left, right, score);
    }
  }

 private:
  [[nodiscard]] std::vector<MatchCandidate> matched_quotes() const {
    std::vector<MatchCandidate> candidates;
    for (auto const& [left, left_segments] : left_) {
      for (auto const& [right, right_segments] : right_) {
        auto const score = likeness_of_quotes(left, right);
        if (score >= least_overlap) {
          candidates.push_back({left, right, score});
        }
      }
    }
    return match_greedily(std::move(candidates));
  }

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

  void compare_speakers(std::uint32_t left, std::uint32_t right, double score) {
    auto const left_site = speaker_of(comparison_.left().speakers, left);
    auto const right_site = speaker_of(comparison_.right().speakers, right);
    if (left_site == nullptr || right_site == nullptr) {
      return;
    }
    auto const& a = comparison_.site(*left_site).key;
    auto const& b = comparison_.site(*right_site).key;
    auto const is_same = a == b || spelling_likeness(a, b) >= 0.75;
    comparison_.found.push_back(
      {*left_site, *right_site, is_same ? ChangeKind::Same : ChangeKind::Substitution, score}
    );
  }

  [[nodiscard]] SiteId const* speaker_of(std::vector<SiteId> const& speakers, std::uint32_t mention) const {
    auto const found = std::find_if(speakers.begin(), speakers.end(), [&](SiteId id) {
      return comparison_.site(id).mention == mention;
    });
    return found == speakers.end() ? nullptr : &*found;
  }

  [[nodiscard]] TokenRange range(SiteId id) const { return comparison_.site(id).ranges.front(); }

  PairComparison const& comparison_;
  SegmentsOfQuote left_;
  SegmentsOfQuote right_;
};

}  // namespace

void compare_quotes(PairComparison const& comparison) {
  QuoteComparer{comparison}.compare();
}

}  // namespace stemma
