// SPDX-License-Identifier: Apache-2.0
#include "apparatus/severity.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace stemma {

namespace {

template <std::size_t count>
bool is_one_of(std::string_view word, std::array<std::string_view, count> const& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_negation(std::string_view word) {
  static constexpr std::array<std::string_view, 14> negations = {"no",      "not",     "never",  "nobody", "nothing",
                                                                 "none",    "neither", "nor",    "cannot", "without",
                                                                 "nowhere", "hardly",  "refuse", "refused"};
  return is_one_of(word, negations) || word.ends_with("n't") || word.ends_with("n’t");
}

bool is_function_word(std::string_view word) {
  static constexpr std::array<std::string_view, 66> words = {
    "a",   "an",    "the", "of",    "to",   "in",    "at",    "on",   "by",   "for",  "from",  "with", "and",  "or",
    "but", "as",    "is",  "are",   "was",  "were",  "be",    "been", "has",  "have", "had",   "that", "this", "it",
    "its", "his",   "her", "their", "they", "he",    "she",   "we",   "i",    "you",  "there", "then", "so",   "which",
    "who", "would", "do",  "does",  "did",  "these", "those", "it's", "it’s", "into", "than",  "just", "very", "also",
    "us",  "our",   "my",  "me",    "your", "them",  "him",   "what", "will", "when"};
  return is_one_of(word, words);
}

std::vector<std::string_view> words_of(std::string_view form) {
  std::vector<std::string_view> words;
  while (!form.empty()) {
    auto const space = form.find(' ');
    words.push_back(form.substr(0, space));
    form = space == std::string_view::npos ? std::string_view{} : form.substr(space + 1);
  }
  return words;
}

/// Inflected forms of one word share their beginning.
std::string_view root_of(std::string_view word) {
  return word.substr(0, std::max<std::size_t>(4, word.size() > 6 ? word.size() - 3 : 4));
}

struct Wording {
  std::vector<std::string_view> content;  ///< Roots of the content words, sorted.
  std::size_t negations = 0;
};

Wording wording_of(std::string_view form) {
  Wording wording;
  for (std::string_view const word : words_of(form)) {
    if (is_negation(word)) {
      ++wording.negations;
    } else if (!is_function_word(word)) {
      wording.content.push_back(root_of(word));
    }
  }
  std::sort(wording.content.begin(), wording.content.end());
  return wording;
}

/// The longest run of words that both have in the same order (gaps allowed), as a share of the longer wording.
double kept_in_order(std::vector<std::string_view> a, std::vector<std::string_view> b) {
  constexpr std::size_t most_words = 120;
  a.resize(std::min(a.size(), most_words));
  b.resize(std::min(b.size(), most_words));
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (std::string_view const word : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto const above = row[j];
      row[j] = word == b[j - 1] ? diagonal + 1 : std::max(row[j], row[j - 1]);
      diagonal = above;
    }
  }
  auto const longer = std::max(a.size(), b.size());
  return longer == 0 ? 1 : static_cast<double>(row[b.size()]) / static_cast<double>(longer);
}

double base_severity(VariationUnit const& unit) {
  switch (unit.kind) {
    case VariationKind::Number:
      return 0.95;
    case VariationKind::Place:
    case VariationKind::Person:
    case VariationKind::Organisation:
      return 0.9;
    case VariationKind::Date:
      return 0.88;
    case VariationKind::Quote:
      return unit.change == ChangeKind::Rewording ? 0.85 : 0.9;
    case VariationKind::Attribution:
      return 0.85;
    case VariationKind::Modality:
      return 0.8;
    case VariationKind::Detail:
    case VariationKind::Contradiction:  // made by no unit
      return 0.75;
  }
  return 0.75;
}

/// Independent tellings differ for many reasons, most of all because the places are not quite the same. The same quote
/// or one name in two spellings is surely the same place.
/// That a telling had it from another is as sure as the link between them.
double route_weight(VariationUnit const& unit, Change const& change) {
  constexpr double of_known_places = 0.95;
  auto const is_known_place = unit.change == ChangeKind::Spelling || unit.kind == VariationKind::Quote;
  auto const of_strangers = is_known_place ? of_known_places : 0.3 + 0.6 * unit.confidence * unit.confidence;
  auto const of_kin = change.route == ChangeRoute::FromParent ? 1 : change.route == ChangeRoute::BesideLost ? 0.95 : 0;
  return std::max(of_strangers, of_kin * (0.7 + 0.3 * change.certainty));
}

/// A detail is invented only if its first carrier leans on tellings that have the place without it. Of a lost source
/// only those count that tell the very sentence: what they cut altogether it may have had.
double detail_weight(VariationUnit const& unit, Lineage const& lineage, std::size_t witnesses) {
  auto const carriers = carriers_of(unit.readings.front());
  auto has_place = witnesses_with_place(unit, witnesses);
  auto const first = lineage.first_carrier(carriers, has_place);
  if (!first) {
    return 0.3;
  }
  auto const family = lineage.descendants_of(*first);
  if (!std::all_of(carriers.begin(), carriers.end(), [&](auto w) { return family.contains(w); })) {
    return 0.3;
  }
  if (lineage.has_parent_document(*first)) {
    return 1;
  }
  for (WitnessIndex const witness : unit.omission) {
    has_place[witness] = 1;
  }
  if (!lineage.has_edges()) {
    // Nobody is known to copy anybody: what one telling alone has is all that can be shown of it.
    return 0.7;
  }
  auto const sources = lineage.sources_of(*first, has_place);
  return sources.through_lost.empty() ? 0.3 : 0.7;
}

double change_weight(VariationUnit const& unit, Change const& change, QuoteHabits const& habits) {
  auto weight = route_weight(unit, change);
  auto const& before = unit.readings[change.from_reading].key;
  auto const& after = unit.readings[change.to_reading].key;
  if (unit.change == ChangeKind::Rewording) {
    weight *= meaning_shift(before, after, habits.faithfulness_of(change.witness));
  } else if (unit.kind == VariationKind::Modality && after == "hedged") {
    weight *= 0.5;  // caution gained misleads nobody
  }
  return weight;
}

}  // namespace

QuoteHabits::QuoteHabits(std::span<VariationUnit const> units, Lineage const& lineage, std::size_t witnesses)
    : counts_(witnesses) {
  for (VariationUnit const& unit : units) {
    if (unit.kind != VariationKind::Quote || unit.change == ChangeKind::Substitution) {
      continue;
    }
    auto const has_place = witnesses_with_place(unit, witnesses);
    for (UnitReading const& reading : unit.readings) {
      auto const carriers = carriers_of(reading);
      for (WitnessIndex const witness : carriers) {
        auto const sources = lineage.sources_of(witness, has_place);
        auto const& nearest = sources.above.empty() ? sources.through_lost : sources.above;
        if (nearest.empty()) {
          // A quote that no source has in like words is one that was reworded beyond recognition, or made up.
          counts_[witness].reworded += lineage.has_parent_document(witness) ? 1 : 0;
          continue;
        }
        auto const is_kept = std::any_of(nearest.begin(), nearest.end(), [&](auto w) { return carriers.contains(w); });
        if (is_kept) {
          counts_[witness].kept += 1;
        } else if (!sources.above.empty(
                   )) {  // of two that differ below a lost source nobody can tell which reworded it
          counts_[witness].reworded += 1;
        }
      }
    }
  }
}

double QuoteHabits::faithfulness_of(WitnessIndex witness) const {
  auto const& count = counts_[witness];
  return (count.kept + 0.5) / (count.kept + count.reworded + 1);
}

double meaning_shift(std::string_view before, std::string_view after, double faithfulness) {
  auto const a = wording_of(before);
  auto const b = wording_of(after);
  std::vector<std::string_view> common;
  std::set_intersection(
    a.content.begin(), a.content.end(), b.content.begin(), b.content.end(), std::back_inserter(common)
  );
  auto const larger = std::max(a.content.size(), b.content.size());
  if (common.size() == larger && a.negations == b.negations) {
    return 0.3;  // the same content words: another order, another article
  }
  auto const kept = larger == 0 ? 0 : static_cast<double>(common.size()) / static_cast<double>(larger);
  // A few words changed inside a kept sentence are a choice; a wholly reworded one, in a telling that rewords all
  // its quotes, is its manner.
  auto const words_before = words_of(before);
  auto const words_after = words_of(after);
  // Who quotes two or three words claims that just these were said.
  constexpr std::size_t longest_fragment = 4;
  auto const is_fragment = std::min(words_before.size(), words_after.size()) <= longest_fragment && !common.empty();
  auto const is_choice = faithfulness >= 0.5 || is_fragment || kept_in_order(words_before, words_after) > 0.6;
  if ((a.negations == 0) != (b.negations == 0)) {
    // Where everything is reworded, "not asking for a card" and "forget cards" say the same; a new "nobody" less often.
    return is_choice ? 0.95 : (b.negations > 0 ? 0.75 : 0.6) - 0.2 * kept;
  }
  return is_fragment ? 0.95 : is_choice ? 0.75 + 0.25 * kept : 0.35 + 0.2 * kept;
}

double severity_of(UnitChanges const& item, QuoteHabits const& habits, Lineage const& lineage) {
  VariationUnit const& unit = *item.unit;
  // A statement in other words shares few of them, and is the same statement all the same.
  auto const least = unit.kind == VariationKind::Modality ? 0.5 : 0.35;
  auto const base = base_severity(unit) * (least + (1 - least) * (unit.readings.size() == 1 ? 1 : unit.confidence));
  if (unit.readings.size() == 1) {
    auto const has_place = unit.omission.size() + unit.lacuna.size() + carriers_of(unit.readings.front()).size();
    return base * detail_weight(unit, lineage, has_place);
  }
  double weight = 0;
  for (Change const& change : item.changes) {
    weight = std::max(weight, change_weight(unit, change, habits));
  }
  return std::clamp(base * weight, 0.0, 1.0);
}

}  // namespace stemma
