// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <unordered_set>

#include "base/name_similarity.hpp"
#include "collation/compare.hpp"
#include "collation/likeness.hpp"
#include "collation/match_greedily.hpp"

namespace stemma {

namespace {

/// Sentences that share less than this share of their weight do not tell the same.
constexpr double least_sentence_similarity = 0.12;

/// At or above this two different items at one place are a variation.
constexpr double least_confidence = 0.5;

/// What two tellings say of one person is said at one place, however it is worded.
constexpr double context_of_one_person = 0.6;
constexpr double least_likeness_of_one_person = 0.75;

/// All that speaks for or against two items standing at one place.
struct ItemEvidence {
  double context = 0;                ///< How well the words around correspond.
  double sentence = 0;               ///< How well the sentences correspond.
  double likeness = 0;               ///< Spelling of names, digits of numbers.
  bool is_linked = false;            ///< The aligner put them at one place.
  bool has_same_neighbours = false;  ///< The words right before and right after both are linked.
  bool same_unit = false;
  bool units_conflict = false;
  bool is_small_count = false;  ///< "two" and "three": such numbers are everywhere.
  bool is_moved = false;        ///< One of two numbers or times stands in both tellings.
  bool is_far_off = false;      ///< Numbers of other size that no slip of the pen explains.
  bool kinds_differ = false;  ///< A place against a person: one of the two was misread, or they have nothing in common.
  bool left_only = false;     ///< What the left says stands nowhere on the right.
  bool right_only = false;
};

double confidence_of(ItemEvidence const& e, VariationKind kind) {
  auto const is_name = kind != VariationKind::Number && kind != VariationKind::Date;
  auto const novelty = (e.left_only ? 0.15 : 0) + (e.right_only ? 0.15 : 0);
  auto score = 0.45 * e.context + 0.2 * e.sentence + 0.15 * e.likeness + (e.is_linked ? 0.2 : 0) + novelty;
  score += is_name ? 0 : (e.same_unit ? 0.15 : 0) - (e.units_conflict ? 0.35 : 0);
  // The very same words around both leave no doubt where they stand.
  score += e.context >= 0.8 || e.has_same_neighbours ? 0.15 : 0;
  // A number or a time that the other telling has too was rather moved than changed.
  score -= e.is_moved ? 0.2 : 0;
  score -= (e.is_small_count ? (e.same_unit ? 0.1 : 0.2) : 0) + (e.is_far_off ? 0.1 : 0) + (e.kinds_differ ? 0.1 : 0);
  if (!e.left_only && !e.right_only) {
    // Both stand elsewhere too: only the same words around both, and the same place in them, prove a swap.
    score -= 0.1;
  }
  return std::clamp(score, 0.0, 1.0);
}

class ItemComparer {
 public:
  ItemComparer(PairComparison const& comparison, std::size_t first_of_pair) : comparison_{comparison} {
    for (std::size_t i = first_of_pair; i < comparison.found.size(); ++i) {
      Correspondence const& link = comparison.found[i];
      if (link.change != ChangeKind::Same) {
        respelt_.insert(comparison.site(link.left).key);
        respelt_.insert(comparison.site(link.right).key);
      }
    }
  }

  void compare() {
    match_agreeing();
    match_differing();
  }

 private:
  template <typename Visit>
  void for_each_candidate(Visit visit) const {
    for (SentenceLink const& link : comparison_.pair.sentence_links()) {
      if (link.similarity < least_sentence_similarity) {
        continue;
      }
      for (SiteId const left : comparison_.left().items[link.left_sentence]) {
        for (SiteId const right : comparison_.right().items[link.right_sentence]) {
          if (are_of_one_sort(comparison_.site(left), comparison_.site(right))) {
            visit(left, right, link);
          }
        }
      }
    }
  }

  [[nodiscard]] bool agree(SiteId left, SiteId right) const {
    auto const& a = comparison_.site(left);
    auto const& b = comparison_.site(right);
    if (a.key == b.key) {
      return true;
    }
    auto const& first = comparison_.left_mention(left);
    auto const& second = comparison_.right_mention(right);
    if (a.kind == VariationKind::Date || b.kind == VariationKind::Date) {
      return a.kind == b.kind && is_same_clock_time(left, right);
    }
    if (a.kind != VariationKind::Number || b.kind != VariationKind::Number) {
      return is_short_form(a.key, b.key);
    }
    // "212 people" and "212 residents" count the same; round figures must count things of one name.
    return first.value == second.value || (first.unit == second.unit && is_rounding(first, second));
  }

  /// "10:48" may be "10:48 p.m." where the evening is understood.
  [[nodiscard]] bool is_same_clock_time(SiteId left, SiteId right) const {
    auto const& first = comparison_.left_mention(left);
    auto const& second = comparison_.right_mention(right);
    constexpr double half_day = 0.5;
    constexpr double second_of_a_day = 1.0 / 86400;
    auto const clock = [](double days) { return days - std::floor(days); };
    auto const apart = std::abs(clock(first.value) - clock(second.value));
    auto const names_half = [](std::string_view text) { return text.find_first_of("mM") != std::string_view::npos; };
    return first.unit == "minute" && second.unit == "minute" && std::abs(apart - half_day) < second_of_a_day &&
           names_half(text(comparison_.pair.left(), left)) != names_half(text(comparison_.pair.right(), right));
  }

  void match_agreeing() {
    std::vector<MatchCandidate> candidates;
    for_each_candidate([&](SiteId left, SiteId right, SentenceLink const& link) {
      if (agree(left, right)) {
        auto const context = comparison_.pair.context(range(left), range(right));
        candidates.push_back({left, right, 0.5 * link.similarity + 0.5 * context});
      }
    });
    for (MatchCandidate const& match : match_greedily(std::move(candidates))) {
      comparison_.found.push_back({match.left, match.right, ChangeKind::Same, match.score});
      matched_.insert(match.left);
      matched_.insert(match.right);
    }
  }

  void match_differing() {
    std::vector<MatchCandidate> candidates;
    for_each_candidate([&](SiteId left, SiteId right, SentenceLink const& link) {
      if (matched_.contains(left) || matched_.contains(right) || !are_comparable(left, right)) {
        return;
      }
      auto const confidence = confidence_of(evidence(left, right, link), comparison_.site(left).kind);
      if (confidence >= least_confidence) {
        candidates.push_back({left, right, confidence});
      }
    });
    for (MatchCandidate const& match : match_greedily(std::move(candidates))) {
      comparison_.found.push_back({match.left, match.right, ChangeKind::Substitution, match.score});
    }
  }

  /// A weekday answers a weekday, a clock time a clock time.
  [[nodiscard]] bool are_comparable(SiteId left, SiteId right) const {
    if (comparison_.site(left).kind != VariationKind::Date) {
      return true;
    }
    return comparison_.left_mention(left).unit == comparison_.right_mention(right).unit;
  }

  [[nodiscard]] ItemEvidence evidence(SiteId left, SiteId right, SentenceLink const& link) const {
    auto const& pair = comparison_.pair;
    auto const& first = comparison_.left_mention(left);
    auto const& second = comparison_.right_mention(right);
    ItemEvidence e;
    e.context = pair.context(range(left), range(right));
    e.sentence = link.similarity;
    e.has_same_neighbours = have_same_neighbours(range(left), range(right));
    e.is_linked = pair.direct_link(range(left), range(right)).has_value();
    if (follow_same_person(left, right)) {
      e.context = std::max(e.context, context_of_one_person);
    }
    e.kinds_differ = !kinds_agree(comparison_.site(left), comparison_.site(right));
    e.left_only = is_only_here(left, comparison_.right());
    e.right_only = is_only_here(right, comparison_.left());
    if (comparison_.site(left).kind == VariationKind::Number) {
      e.same_unit = !first.unit.empty() && first.unit == second.unit;
      e.units_conflict = !first.unit.empty() && !second.unit.empty() && first.unit != second.unit;
      e.likeness = is_like_miscopied(text(pair.left(), left), text(pair.right(), right)) ? 1 : 0;
      constexpr double largest_small_number = 12;
      e.is_small_count = std::max(first.value, second.value) <= largest_small_number;
      e.is_moved = !e.left_only || !e.right_only;
      e.is_far_off = e.likeness == 0 && std::max(first.value, second.value) > 3 * std::min(first.value, second.value);
    } else if (comparison_.site(left).kind == VariationKind::Date) {
      e.same_unit = true;
      e.is_moved = first.unit != "weekday" && (!e.left_only || !e.right_only);
      e.likeness = is_like_miscopied(text(pair.left(), left), text(pair.right(), right)) ? 1 : 0;
    } else {
      e.likeness = letters_in_common(comparison_.site(left).key, comparison_.site(right).key);
    }
    return e;
  }

  /// Whether both stand in what is said of one person: "Jane Doe, 45, of the Port Authority".
  [[nodiscard]] bool follow_same_person(SiteId left, SiteId right) const {
    auto const first = person_before(comparison_.pair.left(), left);
    auto const second = person_before(comparison_.pair.right(), right);
    return first != nullptr && second != nullptr &&
           (first->key == second->key || name_likeness(first->key, second->key) >= least_likeness_of_one_person);
  }

  /// The person named last before an item, in its sentence and near.
  [[nodiscard]] Mention const* person_before(WitnessView const& view, SiteId item) const {
    constexpr std::uint32_t widest = 14;
    auto const at = range(item).begin_token;
    auto const sentence = view.sentence_at(at);
    auto const& mentions = view.facts->mentions;
    Mention const* found = nullptr;
    auto const first = std::lower_bound(
      mentions.begin(), mentions.end(), sentence.begin_token,
      [](Mention const& mention, std::uint32_t begin) { return mention.tokens.begin_token < begin; }
    );
    for (auto mention = first; mention != mentions.end() && mention->tokens.end_token <= at; ++mention) {
      if (mention->kind == MentionKind::Person && at - mention->tokens.end_token <= widest) {
        found = &*mention;
      }
    }
    return found;
  }

  [[nodiscard]] bool have_same_neighbours(TokenRange left, TokenRange right) const {
    if (left.begin_token == 0 || right.begin_token == 0) {
      return false;
    }
    auto const before = comparison_.pair.right_of(left.begin_token - 1);
    auto const after = comparison_.pair.right_of(left.end_token);
    return before.agrees() && after.agrees() && before.token + 1 == right.begin_token && after.token == right.end_token;
  }

  [[nodiscard]] bool is_only_here(SiteId id, WitnessSites const& other) const {
    auto const& key = comparison_.site(id).key;
    return !other.item_keys.contains(key) && !respelt_.contains(key);
  }

  [[nodiscard]] TokenRange range(SiteId id) const { return comparison_.site(id).ranges.front(); }

  [[nodiscard]] std::string_view text(WitnessView const& view, SiteId id) const {
    return view.text->text_of(range(id));
  }

  PairComparison const& comparison_;
  std::unordered_set<SiteId> matched_;
  std::set<std::string_view> respelt_;  ///< Names that the other telling has in another spelling.
};

}  // namespace

void compare_items(PairComparison const& comparison, std::size_t first_of_pair) {
  ItemComparer{comparison, first_of_pair}.compare();
}

}  // namespace stemma
