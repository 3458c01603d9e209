// SPDX-License-Identifier: Apache-2.0
#include "trees/unit_scores.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace stemma {

namespace {

constexpr std::size_t kMostReadings = 64;

// What departures cost (natural log, before the place's own weight). The layers of traits see names and numbers too, so these
// are less than the rates by themselves would say.
constexpr double kRegained = 2;        // another reading than the parent's, that a stranger has
constexpr double kChanged = 0.6;       // another reading than the parent's, that nobody has
constexpr double kAddedKnown = 1.5;    // something where the parent has nothing, that a stranger has
constexpr double kAdded = 0.3;         // the same, that nobody has
constexpr double kDropped = 0.2;       // nothing where the parent has something
constexpr double kHedgeBack = 2;       // a hedge where the parent is plain
constexpr double kHedgeLost = 0.3;     // no hedge where the parent hedges, as a stranger has it
constexpr double kPlaceMissing = 0.5;  // part of the cost of an addition where the parent lacks the whole place

// How much kinds of places tell: what is only there or not, quoted words and claims of a source turn out alike by chance.
constexpr double kThereOrNot = 0.3;
constexpr double kQuoted = 0.5;
constexpr double kSource = 0.3;

// Log-odds for the way a link runs, from the tellings of which lineage is known: what is lost on the way, and what is gained.
constexpr double kLeanHedge = 0.77;
constexpr double kLeanSecret = 0.34;  // a report becomes a leaked report
constexpr double kLeanDetail = 0.17;
constexpr double kLeanOmitted = 0.29;
constexpr double kLeanMissing = 0.1;
constexpr double kLeanQuote = 0.26;

double weight_of(VariationUnit const& unit) {
  bool const is_there_or_not =
    unit.kind == VariationKind::Detail || unit.change == ChangeKind::Addition || unit.change == ChangeKind::Same;
  return unit.confidence * unit.surprise * (is_there_or_not ? kThereOrNot : 1) *
         (unit.kind == VariationKind::Quote         ? kQuoted
          : unit.kind == VariationKind::Attribution ? kSource
                                                    : 1);
}

/// Steps through what one witness has while places are read in order.
template <typename Held>
class Cursor {
 public:
  explicit Cursor(std::vector<Held> const& held) : at_{held.begin()}, end_{held.end()} {}

  [[nodiscard]] Held const* find(std::uint32_t unit) {
    while (at_ != end_ && at_->unit < unit) {
      ++at_;
    }
    return at_ != end_ && at_->unit == unit ? &*at_ : nullptr;
  }

 private:
  typename std::vector<Held>::const_iterator at_;
  typename std::vector<Held>::const_iterator end_;
};

bool has_reading(std::uint64_t readings, std::size_t reading) {
  return (readings >> reading & 1U) != 0;
}

}  // namespace

UnitScores::UnitScores(
  std::size_t witnesses, std::span<VariationUnit const> units, std::span<WitnessIndex const> numbers
)
    : held_(witnesses) {
  for (VariationUnit const& unit : units) {
    if (unit.kind != VariationKind::Contradiction) {
      add(unit, numbers);
    }
  }
}

void UnitScores::add(VariationUnit const& unit, std::span<WitnessIndex const> numbers) {
  auto const witnesses = held_.size();
  Place place{weight_of(unit), unit.kind, 0, 0, {}};
  std::map<WitnessIndex, std::uint64_t> has;
  for (std::size_t r = 0; r < std::min(unit.readings.size(), kMostReadings); ++r) {
    auto const bit = std::uint64_t{1} << r;
    auto const& key = unit.readings[r].key;
    place.hedged |= unit.kind == VariationKind::Modality && key == "hedged" ? bit : 0;
    place.secret |= unit.kind == VariationKind::Attribution && key.starts_with("leak") ? bit : 0;
    auto& carriers = place.carriers.emplace_back(witnesses);
    for (ReadingSpan const& span : unit.readings[r].spans) {
      auto const witness = numbers[span.witness];
      if (witness < witnesses) {
        has[witness] |= bit;
        carriers.insert(witness);
      }
    }
  }
  for (auto const witness : unit.omission) {
    if (numbers[witness] < witnesses) {
      has.try_emplace(numbers[witness], 0);
    }
  }
  auto const number = static_cast<std::uint32_t>(places_.size());
  for (auto const& [witness, readings] : has) {
    held_[witness].push_back({number, readings, 0});
  }
  places_.push_back(std::move(place));
}

void UnitScores::set_draft(Draft const& draft, std::span<WitnessSet const> descendants, WitnessSet const& roots) {
  makers_.resize(places_.size(), {});
  for (std::size_t place = 0; place < places_.size(); ++place) {
    makers_[place] = places_[place].carriers;
  }
  for (WitnessIndex witness = 0; witness < held_.size(); ++witness) {
    for (Held const& held : held_[witness]) {
      auto const& carriers = places_[held.unit].carriers;
      for (std::size_t r = 0; r < carriers.size(); ++r) {
        bool const is_handed_down = std::ranges::any_of(draft.parents[witness], [&](WitnessIndex parent) {
          return carriers[r].contains(parent);
        });
        if (is_handed_down) {
          makers_[held.unit][r].erase(witness);
        }
      }
    }
  }
  for (WitnessIndex witness = 0; witness < held_.size(); ++witness) {
    for (Held& held : held_[witness]) {
      held.attested = 0;
      for (std::size_t r = 0; r < makers_[held.unit].size(); ++r) {
        if (has_reading(held.readings, r)) {
          double const attested = attestation(makers_[held.unit][r], roots, descendants[witness], witness);
          held.attested = std::max(held.attested, attested);
        }
      }
    }
  }
}

double UnitScores::cost(Held const& child, std::uint64_t of_parents, bool is_there) const {
  Place const& place = places_[child.unit];
  auto const between = [&](double known, double unknown) {
    return place.weight * (known * child.attested + unknown * (1 - child.attested));
  };
  if (child.readings == 0) {
    return of_parents == 0 ? 0 : place.weight * kDropped;
  }
  if ((child.readings & of_parents) != 0) {
    return 0;
  }
  if (of_parents == 0) {
    return between(kAddedKnown, kAdded) * (is_there ? 1 : kPlaceMissing);
  }
  if (place.kind == VariationKind::Modality) {
    bool const hedges = (child.readings & place.hedged) != 0;
    return hedges ? between(kHedgeBack + kRegained, kHedgeBack) : between(kHedgeLost, 0);
  }
  return between(kRegained, kChanged);
}

double UnitScores::weigh(WitnessIndex child, WitnessIndex first, WitnessIndex second) const {
  Cursor one{held_[first]};
  Cursor other{held_[second]};
  double sum = 0;
  for (Held const& held : held_[child]) {
    auto const* const a = one.find(held.unit);
    auto const* const b = other.find(held.unit);
    auto const of_parents = (a == nullptr ? 0 : a->readings) | (b == nullptr ? 0 : b->readings);
    sum -= cost(held, of_parents, a != nullptr || b != nullptr);
  }
  return sum;
}

double UnitScores::lean_at(std::uint32_t unit, Held const* source, Held const* copy) const {
  Place const& place = places_[unit];
  auto const of_source = source == nullptr ? 0 : source->readings;
  auto const of_copy = copy == nullptr ? 0 : copy->readings;
  auto const lost = [&](std::uint64_t readings) {
    return static_cast<double>((of_source & readings) != 0 && (of_copy & readings) == 0) -
           static_cast<double>((of_copy & readings) != 0 && (of_source & readings) == 0);
  };
  if ((of_source != 0) == (of_copy != 0)) {
    return kLeanHedge * lost(place.hedged) - kLeanSecret * lost(place.secret);
  }
  bool const is_place_there = source != nullptr && copy != nullptr;
  double const of_kind = place.kind == VariationKind::Detail     ? kLeanDetail
                         : place.kind == VariationKind::Modality ? 0
                         : is_place_there                        ? kLeanOmitted
                                                                 : kLeanMissing;
  double const lean = of_kind + (place.kind == VariationKind::Quote ? kLeanQuote : 0);
  return of_source != 0 ? lean : -lean;
}

double UnitScores::lean(WitnessIndex child, WitnessIndex parent) const {
  auto source = held_[parent].begin();
  auto copy = held_[child].begin();
  auto const source_end = held_[parent].end();
  auto const copy_end = held_[child].end();
  double sum = 0;
  while (source != source_end || copy != copy_end) {
    bool const has_source = source != source_end && (copy == copy_end || source->unit <= copy->unit);
    bool const has_copy = copy != copy_end && (source == source_end || copy->unit <= source->unit);
    auto const unit = has_source ? source->unit : copy->unit;
    sum += lean_at(unit, has_source ? &*source : nullptr, has_copy ? &*copy : nullptr);
    source += has_source ? 1 : 0;
    copy += has_copy ? 1 : 0;
  }
  return sum;
}

double UnitScores::confirmed(WitnessIndex witness, WitnessIndex other, WitnessSet const& family) const {
  Cursor theirs{held_[other]};
  double sum = 0;
  for (Held const& held : held_[witness]) {
    auto const* const they = theirs.find(held.unit);
    if (held.readings == 0 || they == nullptr || they->readings == 0 || (they->readings & held.readings) != 0) {
      continue;
    }
    Place const& place = places_[held.unit];
    bool is_had = (held.readings & place.hedged) != 0;
    for (std::size_t r = 0; r < place.carriers.size(); ++r) {
      is_had = is_had || (has_reading(held.readings, r) && place.carriers[r].has_other_than(family, witness));
    }
    sum += is_had ? place.weight : 0;
  }
  return sum;
}

}  // namespace stemma
