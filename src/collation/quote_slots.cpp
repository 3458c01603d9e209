// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/name_similarity.hpp"
#include "collation/compare.hpp"
#include "collation/likeness.hpp"
#include "collation/match_greedily.hpp"

namespace stemma {

namespace {

/// Quotes (or sentences of quotes) that share less of their words than this are not known to be the same by their words.
constexpr double least_overlap = 0.34;

/// Only sentences that share this much are surely the same, so that another speaker means something.
constexpr double least_overlap_of_speakers = 0.5;

/// A garbled speaker is still the same speaker.
constexpr double least_speaker_likeness = 0.6;

/// More quotes than this in one telling is a hostile text; the rest is left alone.
constexpr std::uint32_t most_quotes = 200;

/// How surely two sentences of two quotes stand at one place.
double confidence_of_quote(double quote_score, double sentence_score) {
  return 0.4 + 0.25 * quote_score + 0.35 * std::min(1.0, sentence_score);
}

class QuoteComparer {
 public:
  explicit QuoteComparer(PairComparison const& comparison) : comparison_{comparison} {}

  void compare() {
    auto const& left = comparison_.left().quotes;
    auto const& right = comparison_.right().quotes;
    std::vector<MatchCandidate> candidates;
    for (std::uint32_t l = 0; l < left.size() && l < most_quotes; ++l) {
      for (std::uint32_t r = 0; r < right.size() && r < most_quotes; ++r) {
        auto const score = likeness_of_quotes(left[l], right[r]);
        if (score >= least_overlap) {
          candidates.push_back({l, r, score});
        }
      }
    }
    for (auto const& match : match_greedily(std::move(candidates))) {
      match_segments(left[match.left].sentences, right[match.right].sentences, match.score);
    }
  }

 private:
  /// Words in common; where a quote was reworded, the speaker and the words around it stand in.
  [[nodiscard]] double likeness_of_quotes(QuoteSites const& left, QuoteSites const& right) const {
    auto const& pair = comparison_.pair;
    if (content_words(pair.left(), left.tokens) < 2 || content_words(pair.right(), right.tokens) < 2) {
      return 0;  // a single quoted word is nobody's in particular
    }
    auto const words = std::max(pair.overlap(left.tokens, right.tokens), words_in_common(left.tokens, right.tokens));
    auto const same_speaker = !left.speaker_key.empty() && left.speaker_key == right.speaker_key;
    auto const context = pair.context(left.tokens, right.tokens);
    return std::min(1.0, words + (same_speaker ? 0.15 : 0) + 0.25 * context);
  }

  [[nodiscard]] static int content_words(WitnessView const& view, TokenRange range) {
    int words = 0;
    for (auto token = range.begin_token; token < range.end_token; ++token) {
      words += view.text->tokens[token].weight > 0 ? 1 : 0;
    }
    return words;
  }

  /// The share of the lighter quote's words that the other has too, wherever the aligner saw them: a fragment of a
  /// quote often stands in a sentence that is otherwise new. One word in common proves less.
  [[nodiscard]] double words_in_common(TokenRange left, TokenRange right) const {
    auto const& a = comparison_.pair.left().text->tokens;
    auto const& b = comparison_.pair.right().text->tokens;
    std::map<std::uint64_t, double> weight_of;
    double left_weight = 0;
    for (auto token = left.begin_token; token < left.end_token; ++token) {
      weight_of[a[token].stem] = static_cast<double>(a[token].weight);
      left_weight += static_cast<double>(a[token].weight);
    }
    double right_weight = 0;
    double common = 0;
    int words = 0;
    for (auto token = right.begin_token; token < right.end_token; ++token) {
      right_weight += static_cast<double>(b[token].weight);
      auto const known = weight_of.find(b[token].stem);
      if (known != weight_of.end() && known->second > 0) {
        common += known->second;
        ++words;
        known->second = 0;
      }
    }
    auto const lighter = std::min(left_weight, right_weight);
    return lighter <= 0 ? 0 : (words > 1 ? 0.9 : 0.7) * std::min(1.0, common / lighter);
  }

  /// Sentences with words in common first; what is left over between them on both sides is then paired in order.
  void match_segments(std::vector<SiteId> const& left, std::vector<SiteId> const& right, double quote_score) {
    std::vector<MatchCandidate> candidates;
    for (std::uint32_t l = 0; l < left.size(); ++l) {
      for (std::uint32_t r = 0; r < right.size(); ++r) {
        auto const overlap = std::max(
          comparison_.pair.overlap(range(left[l]), range(right[r])), words_in_common(range(left[l]), range(right[r]))
        );
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
      compare_speakers(left[match.left], right[match.right], match.score, quote_score);
      comparison_.found.push_back(
        {left[match.left], right[match.right], is_same ? ChangeKind::Same : ChangeKind::Rewording,
         is_same ? 1.0 : confidence_of_quote(quote_score, match.score)}
      );
    }
  }

  /// The speakers of two sentences that are the same.
  void compare_speakers(SiteId left, SiteId right, double sentence_score, double quote_score) {
    auto const& left_speakers = comparison_.left().speakers;
    auto const& right_speakers = comparison_.right().speakers;
    auto const first = left_speakers.find(comparison_.site(left).mention);
    auto const second = right_speakers.find(comparison_.site(right).mention);
    if (first == left_speakers.end() || second == right_speakers.end()) {
      return;
    }
    auto const is_unnamed_left = is_unnamed(comparison_.pair.left(), first->second);
    auto const is_unnamed_right = is_unnamed(comparison_.pair.right(), second->second);
    if (is_unnamed_left != is_unnamed_right) {
      return;  // a role beside a name may be the same person's
    }
    auto const score = is_unnamed_left ? std::max(sentence_score, quote_score) : sentence_score;
    if (score < (is_unnamed_left ? least_overlap : least_overlap_of_speakers)) {
      return;
    }
    auto const& a = comparison_.site(first->second).key;
    auto const& b = comparison_.site(second->second).key;
    // Names that one telling has both of are two people's, however alike they are.
    auto const are_two = a != b && (speaks_in(comparison_.left(), b) || speaks_in(comparison_.right(), a));
    auto const is_same =
      a == b || is_short_form(a, b) || (!are_two && letters_in_common(a, b) >= least_speaker_likeness);
    comparison_.found.push_back(
      {first->second, second->second, is_same ? ChangeKind::Same : ChangeKind::Substitution,
       std::min(1.0, is_unnamed_left ? confidence_of_quote(quote_score, sentence_score) : score)}
    );
  }

  /// A speaker in small letters, known by a role only: "a military analyst".
  [[nodiscard]] bool is_unnamed(WitnessView const& view, SiteId speaker) const {
    auto const tokens = range(speaker);
    for (auto at = tokens.begin_token; at < tokens.end_token; ++at) {
      if (view.text->tokens[at].is_capitalised && !view.text->tokens[at].begins_sentence) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool speaks_in(WitnessSites const& mine, std::string_view speaker) const {
    return std::any_of(mine.names.begin(), mine.names.end(), [&](SiteId id) {
      auto const& key = comparison_.site(id).key;
      return key == speaker || key.substr(0, key.find(' ')) == speaker;
    });
  }

  [[nodiscard]] TokenRange range(SiteId id) const { return comparison_.site(id).ranges.front(); }

  PairComparison const& comparison_;
};

}  // namespace

void compare_quotes(PairComparison const& comparison) {
  QuoteComparer{comparison}.compare();
}

}  // namespace stemma
