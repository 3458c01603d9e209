// SPDX-License-Identifier: Apache-2.0
#include "trees/evidence_words.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

namespace stemma {

namespace {

constexpr std::size_t kReadingsNamed = 3;
constexpr double kMinutesNamed = 120;
constexpr double kHoursNamed = 48;
constexpr double kOrderNamed = 0.5;

/// A shared reading is named where at most this part of the tellings have it.
constexpr double kRareShare = 0.5;

std::string quoted_word(Telling const& telling, Trait const& trait) {
  return "“" + std::string{telling.tokens->text_of(telling.tokens->tokens[trait.token])} + "”";
}

std::string percent(double share) {
  return std::to_string(std::lround(100 * share)) + " %";
}

std::string time_span(double seconds) {
  double const minutes = seconds / 60;
  if (minutes < kMinutesNamed) {
    return std::to_string(std::lround(minutes)) + " min";
  }
  double const hours = minutes / 60;
  return hours < kHoursNamed ? std::to_string(std::lround(hours)) + " h"
                             : std::to_string(std::lround(hours / 24)) + " days";
}

/// Facts that child and parent share and that few others have, rarest first.
void explain_readings(
  WitnessIndex child,
  WitnessIndex parent,
  ParentScores const& scores,
  Telling const& telling,
  std::vector<Evidence>& out
) {
  struct Shared {
    Trait trait;
    std::size_t carriers;
  };

  std::vector<Shared> shared;
  for (Trait const& fact : scores.traits(child).facts) {
    auto const carriers = scores.carriers(fact.key);
    bool const is_rare =
      carriers == 2 || static_cast<double>(carriers) <= kRareShare * static_cast<double>(scores.size());
    if (is_rare && fact.weight == 1 && has_trait(scores.traits(parent).facts, fact.key)) {
      shared.push_back({fact, carriers});
    }
  }
  std::ranges::sort(shared, [](Shared const& a, Shared const& b) {
    return a.carriers != b.carriers ? a.carriers < b.carriers : a.trait.token < b.trait.token;
  });
  shared.resize(std::min(shared.size(), kReadingsNamed));
  for (Shared const& one : shared) {
    auto const where = one.carriers == 2 ? std::string{"found nowhere else"}
                                         : "found in " + std::to_string(one.carriers) + " of " +
                                             std::to_string(scores.size()) + " tellings";
    double const weight = std::log(static_cast<double>(scores.size()) / static_cast<double>(one.carriers - 1));
    out.push_back({"reading", "shares " + quoted_word(telling, one.trait) + ", " + where, weight});
  }
}

void explain_quotes(
  WitnessIndex child, WitnessIndex parent, ParentScores const& scores, double weight, std::vector<Evidence>& out
) {
  auto const& quoted = scores.traits(child).quoted;
  if (quoted.empty() || weight == 0) {
    return;
  }
  auto const kept = count_shared(quoted, scores.traits(parent).quoted);
  double const share = static_cast<double>(kept) / static_cast<double>(quoted.size());
  out.push_back({"quote", percent(share) + " of its quoted words stand in quotes of this source", weight});
}

void explain_wording(
  WitnessIndex child, WitnessIndex parent, ParentScores const& scores, double weight, std::vector<Evidence>& out
) {
  double const share = scores.shared_wording(child, {parent, parent});
  if (weight > 0) {
    out.push_back({"wording", "keeps " + percent(share) + " of its wording", weight});
  } else {
    out.push_back({"wording", "reworded: " + percent(share) + " of its wording is this source's", 0});
  }
}

void explain_credit(
  WitnessIndex child,
  WitnessIndex parent,
  ParentScores const& scores,
  StoryTellings const& story,
  std::vector<Evidence>& out
) {
  double const weight = scores.credits().weigh(child, parent);
  auto const outlet = [&](WitnessIndex witness) { return "“" + *story.tellings[witness].document->outlet + "”"; };
  if (auto const credit = scores.credits().named(child, parent)) {
    out.push_back(
      {"credit",
       credit->is_line ? "carries the line of " + outlet(parent) : "says that " + outlet(parent) + " reported it",
       weight}
    );
  } else if (scores.credits().named(parent, child)) {
    out.push_back({"credit", "this source names " + outlet(child) + " as its own", weight});
  } else if (weight > 0) {
    out.push_back({"credit", "both name the same source", weight});
  }
}

void explain_order(double weight, std::vector<Evidence>& out) {
  if (weight > kOrderNamed) {
    out.push_back({"order", "tells what both have in the same order", weight});
  } else if (weight < -kOrderNamed) {
    out.push_back({"order", "tells what both have in another order", weight});
  }
}

void explain_time(Telling const& child, Telling const& parent, double weight, std::vector<Evidence>& out) {
  if (!child.document->published || !parent.document->published) {
    return;
  }
  auto const later = (*child.document->published - *parent.document->published).count();
  if (weight < 0) {
    auto const text =
      "stamped " + time_span(static_cast<double>(-later)) + " before this source: a clock would be wrong";
    out.push_back({"time", text, weight});
  } else if (later > 0) {
    out.push_back({"time", "published " + time_span(static_cast<double>(later)) + " later", weight});
  }
}

void sort_by_weight(std::vector<Evidence>& evidence) {
  std::ranges::stable_sort(evidence, std::ranges::greater{}, &Evidence::weight);
}

}  // namespace

std::vector<Evidence> explain_link(
  WitnessIndex child, WitnessIndex parent, ParentScores const& scores, StoryTellings const& story
) {
  auto const weighing = scores.weigh(child, {parent, parent});
  std::vector<Evidence> evidence;
  explain_readings(child, parent, scores, story.tellings[child], evidence);
  explain_quotes(child, parent, scores, weighing.quotes, evidence);
  explain_wording(child, parent, scores, weighing.wording, evidence);
  auto const& facts = scores.traits(child).facts;
  if (!facts.empty()) {
    auto const kept = count_shared(facts, scores.traits(parent).facts);
    auto const text =
      std::to_string(kept) + " of its " + std::to_string(facts.size()) + " names and numbers are this source's";
    evidence.push_back({"reading", text, weighing.facts});
  }
  explain_order(weighing.order, evidence);
  explain_credit(child, parent, scores, story, evidence);
  if (scores.uses_clocks()) {
    explain_time(story.tellings[child], story.tellings[parent], weighing.time, evidence);
  }
  sort_by_weight(evidence);
  return evidence;
}

std::vector<Evidence> explain_lost(
  WitnessIndex child, std::span<WitnessIndex const> brothers, ParentScores const& scores, StoryTellings const& story
) {
  std::vector<Evidence> evidence;
  for (auto const brother : brothers) {
    if (brother == child) {
      continue;
    }
    TokenText const& text = *story.tellings[child].tokens;
    if (auto const line = scores.credits().shared_absent(child, brother)) {
      auto const name = std::string{text.text_of(line->name)};
      evidence.push_back({"credit", "carries the line of “" + name + "”, of which no telling is here", 2.0});
      break;
    }
    if (auto const phrase = scores.credits().shared_opening(child, brother)) {
      auto const name = std::string{text.text_of(phrase->name)};
      auto const other = story.tellings[brother].document->id;
      evidence.push_back(
        {"credit", "opens with what “" + name + "” told, as " + other + " does; no telling of that source is here", 1.0}
      );
      break;
    }
  }
  for (Trait const& fact : scores.traits(child).facts) {
    auto const lacking = std::ranges::find_if(brothers, [&](WitnessIndex brother) {
      return brother != child && !has_trait(scores.traits(brother).facts, fact.key);
    });
    if (fact.weight < 1 || lacking == brothers.end() || scores.carriers(fact.key) < 2) {
      continue;
    }
    auto const text = "has " + quoted_word(story.tellings[child], fact) + ", which others confirm and " +
                      story.tellings[*lacking].document->id + " lacks";
    evidence.push_back({"reading", text, 1.0});
    if (evidence.size() >= kReadingsNamed) {
      break;
    }
  }
  return evidence;
}

}  // namespace stemma
