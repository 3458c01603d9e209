// SPDX-License-Identifier: Apache-2.0
#include "trees/parent_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "trees/copied_groups.hpp"
#include "trees/fact_order.hpp"
#include "trees/shared_traits.hpp"

namespace stemma {

namespace {

// Rates at which traits are found in copies and in independent tellings of the same event. They are rates of writing, not
// thresholds: a copy keeps to its parent's facts, an independent report shares the hard facts and brings its own.
constexpr double kFactFromParent = 0.92;      // of a copy's facts, so many are its parent's
constexpr double kFactShared = 0.62;          // of an independent report's facts, so many are in the other report
constexpr double kFactRegained = 0.025;       // of a copy's facts, so many are missing in its parent but not elsewhere
constexpr double kFactNew = 0.12;             // of a copy's facts, so many are its own
constexpr double kFactDropped = 0.09;         // of the parent's facts, so many are missing in a copy of its length
constexpr double kQuoteFromParent = 0.4;      // a copy's quoted words that are its parent's, spun quotes included
constexpr double kQuoteShared = 0.03;         // the same of independent reports: they quote others, or otherwise
constexpr double kWordingOfStrangers = 0.25;  // runs that reworded or independent texts of one event share at most

// Linear in what is shared above that: were it convex, a text halfway between two others would pass for a merge of them.
constexpr double kWordingPerRun = 0.15;

// The order in which things are told, and a credit for each parent, speak for them at most so much.
constexpr double kMostByOrder = 3;
constexpr double kMostByCredit = 10;

// A garbled name is handed down or left out with the rest; few writers put it right without seeing another source.
constexpr double kMended = 0.15;

// A copy that lacks a whole part which its own copy has must have lost it later.
constexpr double kLostLater = 4;
constexpr double kPartLost = 0.05;  // of the words

// Traits of one layer do not come independently: a sentence is kept or dropped as a whole.
constexpr double kQuoteIndependence = 0.75;

// Which of two linked tellings was made from the other, in log-odds per unit: retelling dilutes what a report is dense with,
// garbles places and drops the dateline.
constexpr double kDensity = 4.25;  // per natural log of facts per run of words
constexpr double kGarbled = 1.5;
constexpr double kDateline = 0.8;
constexpr double kDirection = 1.5;  // how much it counts beside all else

constexpr double kRounding = 1e-6;  // sums of weights are not so far off

// Smoothing of a text's density, for texts of a few words.
constexpr double kFewFacts = 1;
constexpr double kFewRuns = 8;

double weight_of(std::span<Trait const> layer) {
  double sum = 0;
  for (Trait const& trait : layer) {
    sum += static_cast<double>(trait.weight);
  }
  return sum;
}

/// Steps through one sorted layer while another is read in order.
class Cursor {
 public:
  explicit Cursor(std::span<Trait const> layer) : at_{layer.begin()}, end_{layer.end()} {}

  [[nodiscard]] bool reaches(std::uint64_t key) {
    while (at_ != end_ && at_->key < key) {
      ++at_;
    }
    return at_ != end_ && at_->key == key;
  }

 private:
  std::span<Trait const>::iterator at_;
  std::span<Trait const>::iterator end_;
};

/// The same for a sorted list of keys.
class Said {
 public:
  explicit Said(std::vector<std::uint64_t> const& keys) : at_{keys.begin()}, end_{keys.end()} {}

  [[nodiscard]] bool has(std::uint64_t key) {
    while (at_ != end_ && *at_ < key) {
      ++at_;
    }
    return at_ != end_ && *at_ == key;
  }

 private:
  std::vector<std::uint64_t>::const_iterator at_;
  std::vector<std::uint64_t>::const_iterator end_;
};

std::size_t count_in_either(std::span<Trait const> child, std::span<Trait const> first, std::span<Trait const> second) {
  Cursor a{first};
  Cursor b{second};
  std::size_t found = 0;
  for (Trait const& trait : child) {
    bool const in_first = a.reaches(trait.key);
    found += static_cast<std::size_t>(b.reaches(trait.key) || in_first);
  }
  return found;
}

}  // namespace

ParentScores::ParentScores(
  StoryTellings const& story, std::span<TellingTraits const> traits, Clocks clocks, UnitScores units
)
    : story_{story}, traits_{traits}, clocks_{clocks}, copies_{0, {}}, units_{std::move(units)}, credits_{story} {
  auto const count = traits.size();
  shared_runs_ = count_shared_traits(traits, &TellingTraits::wording);
  shared_quoted_ = count_shared_traits(traits, &TellingTraits::quoted);
  orders_.resize(count * count);
  for (WitnessIndex w = 0; w < count; ++w) {
    auto& numbers = facts_.emplace_back();
    for (Trait const& fact : traits[w].facts) {
      auto const number = static_cast<std::uint32_t>(carriers_.size());
      auto const [known, is_new] = fact_numbers_.try_emplace(fact.key, number);
      if (is_new) {
        carriers_.emplace_back(count);
      }
      numbers.push_back(known->second);
      carriers_[known->second].insert(w);
    }
    fact_weights_.push_back(weight_of(traits[w].facts));
    densities_.push_back(std::log(
      (kFewFacts + static_cast<double>(traits[w].facts.size())) /
      (kFewRuns + static_cast<double>(traits[w].wording.size()))
    ));
    garbled_.push_back(static_cast<double>(std::ranges::count_if(traits[w].facts, &Trait::is_garbled)));
    for (WitnessIndex other = 0; other < w; ++other) {
      auto const order = static_cast<float>(stemma::weigh_order(traits[w].facts, traits[other].facts));
      orders_[w * count + other] = order;
      orders_[other * count + w] = order;
    }
  }
  copies_ = CopyScores{count, collate_copies(story, copied_groups(story, traits, shared_runs_))};
  is_undated_copy_.assign(count, false);
  for (CopyFamily const& family : copies_.families()) {
    for (FamilyMember const& member : family.members) {
      is_undated_copy_[member.witness] = !is_dated(family);
    }
  }
  set_draft(Draft{std::vector<std::vector<WitnessIndex>>(count)});
}

void ParentScores::set_draft(Draft const& draft) {
  auto const descendants = descendants_of(draft);
  WitnessSet const roots = roots_of(draft);
  double const regained = std::log(kFactRegained / kFactShared);
  double const new_fact = std::log(kFactNew / (1 - kFactShared));
  copies_.set_descendants(descendants);
  units_.set_draft(draft, descendants, roots);
  auto makers = carriers_;  // who has a fact that no parent of his has
  for (WitnessIndex w = 0; w < traits_.size(); ++w) {
    for (auto const parent : draft.parents[w]) {
      for (auto const fact : facts_[w]) {
        if (carriers_[fact].contains(parent)) {
          makers[fact].erase(w);
        }
      }
    }
  }
  unexplained_.resize(traits_.size());
  for (WitnessIndex w = 0; w < traits_.size(); ++w) {
    unexplained_[w].clear();
    for (std::size_t f = 0; f < facts_[w].size(); ++f) {
      double const attested = attestation(makers[facts_[w][f]], roots, descendants[w], w);
      auto const weight = static_cast<double>(traits_[w].facts[f].weight);
      unexplained_[w].push_back(weight * (new_fact + attested * (regained - new_fact)));
    }
  }
}

Weighing ParentScores::weigh_lasting(WitnessIndex child, Parents parents, std::size_t quoted, std::size_t wording)
  const {
  Weighing weighing;
  if (are_copies(child, parents)) {
    // Of copies of one text word for word only their readings tell; all else says alike that they are copies.
    weighing.facts = fact_weights_[child] * std::log(kFactFromParent / kFactShared);
    weighing.quotes = kQuoteIndependence * static_cast<double>(traits_[child].quoted.size()) *
                      std::log(kQuoteFromParent / kQuoteShared);
    weighing.wording = kWordingPerRun * static_cast<double>(traits_[child].wording.size()) * (1 - kWordingOfStrangers);
  } else {
    weighing.quotes = weigh_quotes(child, quoted);
    weighing.wording = weigh_wording(child, parents, wording);
    weighing.order = weigh_order(child, parents);
  }
  weighing.time = weigh_time(child, parents.first);
  weighing.credit = credits_.weigh(child, parents.first);
  if (parents.are_two()) {
    weighing.time += weigh_time(child, parents.second);
    weighing.credit += credits_.weigh(child, parents.second);
  }
  return weighing;
}

Weighing ParentScores::weigh_rest(WitnessIndex child, Parents parents, Weighing weighing) const {
  if (are_copies(child, parents)) {
    weighing.readings = weigh_copied_readings(child, parents);
  } else {
    weighing.facts = weigh_facts(child, parents);
  }
  weighing.readings += units_.weigh(child, parents.first, parents.second);
  if (!parents.are_two()) {
    weighing.direction = -kDirection * std::log1p(std::exp(-lean(child, parents.first)));
  }
  return weighing;
}

Weighing ParentScores::weigh(WitnessIndex child, Parents parents) const {
  bool const are_counted = !are_copies(child, parents);
  auto const quoted = are_counted ? quoted_in(child, parents) : 0;
  auto const wording = are_counted ? wording_in(child, parents) : 0;
  return weigh_rest(child, parents, weigh_lasting(child, parents, quoted, wording));
}

std::optional<Weighing> ParentScores::weigh_merge(
  WitnessIndex child, Parents parents, double least, ChildInEither& in_either
) const {
  bool const are_counted = !are_copies(child, parents);
  auto const quoted = are_counted ? in_either.quoted.count(parents.first, parents.second) : 0;
  auto const wording = are_counted ? in_either.wording.count(parents.first, parents.second) : 0;
  auto const lasting = weigh_lasting(child, parents, quoted, wording);
  // What readings and facts say more is at most that all facts are handed down.
  double const facts = are_counted ? fact_weights_[child] * std::log(kFactFromParent / kFactShared) : 0;
  if (lasting.total() + facts < least - kRounding) {
    return std::nullopt;
  }
  return weigh_rest(child, parents, lasting);
}

bool ParentScores::are_copies(WitnessIndex child, Parents parents) const {
  return copies_.are_copies(child, parents.first) && copies_.are_copies(child, parents.second);
}

double ParentScores::weigh_copied_readings(WitnessIndex child, Parents parents) const {
  double const readings = copies_.weigh(child, parents.first, parents.second);
  bool const was_longer = !parents.are_two() && copies_.extent(parents.first) < copies_.extent(child) - kPartLost;
  return readings - (was_longer ? kLostLater : 0);
}

double ParentScores::weigh_facts(WitnessIndex child, Parents parents) const {
  double const handed_down = std::log(kFactFromParent / kFactShared);
  Said first{traits_[parents.first].said};
  Said second{traits_[parents.second].said};
  double sum = 0;
  double kept = 0;
  auto const& facts = traits_[child].facts;
  for (std::size_t f = 0; f < facts.size(); ++f) {
    bool const in_first = first.has(facts[f].key);
    if (second.has(facts[f].key) || in_first) {
      kept += static_cast<double>(facts[f].weight);
    } else {
      sum += unexplained_[child][f];
    }
  }
  double dropped = 0;
  Said still{traits_[child].said};
  for (Trait const& fact : traits_[parents.first].facts) {
    if (!still.has(fact.key)) {
      dropped += static_cast<double>(fact.weight);
      sum += fact.is_garbled && !parents.are_two() ? std::log(kMended) : 0;
    }
  }
  if (parents.are_two()) {
    Said already{traits_[parents.first].said};
    Said kept_too{traits_[child].said};
    for (Trait const& fact : traits_[parents.second].facts) {
      bool const is_known = already.has(fact.key);
      dropped += kept_too.has(fact.key) || is_known ? 0.0 : static_cast<double>(fact.weight);
    }
  }
  return sum + kept * handed_down + room(child, parents) * dropped * std::log(kFactDropped / (1 - kFactShared));
}

double ParentScores::room(WitnessIndex child, Parents parents) const {
  auto const runs = [&](WitnessIndex witness) { return static_cast<double>(traits_[witness].wording.size()); };
  double const offered = runs(parents.first) + (parents.are_two() ? runs(parents.second) : 0);
  double const share = std::min(1.0, runs(child) / std::max(1.0, offered));
  return share * share;
}

std::size_t ParentScores::quoted_in(WitnessIndex child, Parents parents) const {
  auto const& quoted = traits_[child].quoted;
  if (!parents.are_two() && parents.first != child) {
    return shared_quoted_[child * traits_.size() + parents.first];
  }
  return count_in_either(quoted, traits_[parents.first].quoted, traits_[parents.second].quoted);
}

double ParentScores::weigh_quotes(WitnessIndex child, std::size_t found) const {
  auto const shared = static_cast<double>(found);
  double const rest = static_cast<double>(traits_[child].quoted.size()) - shared;
  return kQuoteIndependence * (shared * std::log(kQuoteFromParent / kQuoteShared) +
                               rest * std::log((1 - kQuoteFromParent) / (1 - kQuoteShared)));
}

std::size_t ParentScores::wording_in(WitnessIndex child, Parents parents) const {
  return parents.are_two()
           ? count_in_either(traits_[child].wording, traits_[parents.first].wording, traits_[parents.second].wording)
           : shared_runs(child, parents.first);
}

double ParentScores::shared_wording(WitnessIndex child, Parents parents) const {
  auto const runs = traits_[child].wording.size();
  return static_cast<double>(wording_in(child, parents)) / static_cast<double>(std::max<std::size_t>(1, runs));
}

double ParentScores::weigh_order(WitnessIndex child, Parents parents) const {
  auto const order = [&](WitnessIndex parent) { return static_cast<double>(orders_[child * traits_.size() + parent]); };
  // A merge goes through neither of its parents from the top.
  return parents.are_two() ? std::max({0.0, order(parents.first), order(parents.second)}) : order(parents.first);
}

double ParentScores::weigh_wording(WitnessIndex child, Parents parents, std::size_t shared) const {
  auto const own = static_cast<double>(traits_[child].wording.size());
  // With one parent the shorter text is the measure, so that copying weighs the same read either way.
  double const runs =
    parents.are_two() ? own : std::min(own, static_cast<double>(traits_[parents.first].wording.size()));
  double const share = static_cast<double>(shared) / std::max(1.0, own) * own / std::max(1.0, runs);
  return kWordingPerRun * runs * std::max(0.0, share - kWordingOfStrangers);
}

void ParentScores::set_kin(CopyFamily const& family, std::vector<std::vector<std::uint32_t>> const& kin) {
  kin_.resize(traits_.size());
  for (std::size_t member = 0; member < family.members.size(); ++member) {
    for (auto const other : kin[member]) {
      kin_[family.members[member].witness].push_back(family.members[other].witness);
    }
  }
}

bool ParentScores::has_tree(std::span<WitnessIndex const> witnesses) const {
  return !kin_.empty() && std::ranges::all_of(witnesses, [&](WitnessIndex witness) {
    return is_undated_copy_[witness] && copies_.are_copies(witness, witnesses.front());
  });
}

bool ParentScores::may_link(WitnessIndex child, WitnessIndex parent) const {
  bool const is_told_by_tree = !kin_.empty() && is_undated_copy_[child] && copies_.are_copies(child, parent);
  return child != parent && (!is_told_by_tree || std::ranges::binary_search(kin_[child], parent));
}

double ParentScores::lean(WitnessIndex child, WitnessIndex parent) const {
  auto const& source = traits_[parent];
  auto const& copy = traits_[child];
  double const datelines = static_cast<double>(source.has_dateline) - static_cast<double>(copy.has_dateline);
  return units_.lean(child, parent) + kDensity * (densities_[parent] - densities_[child]) +
         kGarbled * (garbled_[child] - garbled_[parent]) + kDateline * datelines;
}

double ParentScores::best_case(WitnessIndex child, Parents parents) const {
  if (are_copies(child, parents)) {
    // Without times the family is given a tree of its own, and merges within it are not sought.
    auto const copied = static_cast<double>(traits_[child].wording.size());
    return is_undated_copy_[child] ? std::numeric_limits<double>::lowest()
                                   : kMostByCredit + fact_weights_[child] * std::log(kFactFromParent / kFactShared) +
                                       kWordingPerRun * copied +
                                       kQuoteIndependence * static_cast<double>(traits_[child].quoted.size()) *
                                         std::log(kQuoteFromParent / kQuoteShared);
  }
  auto const own = static_cast<double>(traits_[child].wording.size());
  auto const runs =
    static_cast<double>(shared_runs(child, parents.first)) + static_cast<double>(shared_runs(child, parents.second));
  double const facts = fact_weights_[child] * std::log(kFactFromParent / kFactShared);
  double const quotes =
    kQuoteIndependence * static_cast<double>(traits_[child].quoted.size()) * std::log(kQuoteFromParent / kQuoteShared);
  return facts + quotes + kMostByOrder +
         kWordingPerRun * std::max(0.0, std::min(own, runs) - kWordingOfStrangers * own);
}

WitnessSet const* ParentScores::carriers_of(std::uint64_t fact) const {
  auto const known = fact_numbers_.find(fact);
  return known == fact_numbers_.end() ? nullptr : &carriers_[known->second];
}

std::size_t ParentScores::carriers(std::uint64_t fact) const {
  auto const* const known = carriers_of(fact);
  return known == nullptr ? 0 : known->count();
}

std::uint32_t ParentScores::shared_runs(WitnessIndex left, WitnessIndex right) const {
  return shared_runs_[left * traits_.size() + right];
}

}  // namespace stemma
