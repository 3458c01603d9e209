// SPDX-License-Identifier: Apache-2.0
#include "trees/copy_scores.hpp"

#include <algorithm>
#include <utility>

namespace stemma {

namespace {

/// To mend a slip before one's eyes is much less of a coincidence than to hit on a reading (natural log).
constexpr double kMended = 1.2;

/// A copyist with two exemplars follows one for a while, then the other.
constexpr double kChangeOfExemplar = 6;

/// Readings do not come independently: who looks up one place may look up others.
constexpr double kIndependence = 0.5;

/// Steps through a member's departures while places are read in order.
class Readings {
 public:
  explicit Readings(FamilyMember const& member) : at_{member.departures.begin()}, end_{member.departures.end()} {}

  /// The next place at which the member departs; past all places at the end.
  [[nodiscard]] std::uint32_t next() const { return at_ == end_ ? kLacking : at_->place; }

  /// What the member has at a place; to be asked in rising order.
  [[nodiscard]] std::uint32_t take(std::uint32_t place) {
    return at_ != end_ && at_->place == place ? (at_++)->reading : 0;
  }

 private:
  std::vector<Departure>::const_iterator at_;
  std::vector<Departure>::const_iterator end_;
};

}  // namespace

CopyScores::CopyScores(std::size_t witnesses, std::vector<CopyFamily> families)
    : families_{std::move(families)}, homes_(witnesses) {
  for (std::uint32_t f = 0; f < families_.size(); ++f) {
    auto& of_family = departing_.emplace_back(families_[f].places.size());
    for (std::uint32_t m = 0; m < families_[f].members.size(); ++m) {
      homes_[families_[f].members[m].witness] = Home{f, m};
      for (Departure const& departure : families_[f].members[m].departures) {
        of_family[departure.place].push_back({m, departure.reading});
      }
    }
  }
  set_descendants(std::vector<WitnessSet>(witnesses, WitnessSet{witnesses}));
}

void CopyScores::set_descendants(std::span<WitnessSet const> descendants) {
  descendants_.assign(descendants.begin(), descendants.end());
  outsiders_.clear();
  for (CopyFamily const& family : families_) {
    auto& of_family = outsiders_.emplace_back();
    for (FamilyMember const& member : family.members) {
      auto const outside = std::ranges::count_if(family.members, [&](FamilyMember const& other) {
        return other.witness != member.witness && !descendants_[member.witness].contains(other.witness);
      });
      of_family.push_back(static_cast<std::uint32_t>(outside));
    }
  }
}

bool CopyScores::are_copies(WitnessIndex one, WitnessIndex other) const {
  return homes_[one] && homes_[other] && homes_[one]->family == homes_[other]->family;
}

bool CopyScores::is_attested(Home child, std::uint32_t place, std::uint32_t reading) const {
  auto const& members = families_[child.family].members;
  auto const& departing = departing_[child.family][place];
  auto const& below = descendants_[members[child.member].witness];
  auto const is_outside = [&](Departing const& one) {
    return one.member != child.member && !below.contains(members[one.member].witness);
  };
  if (reading != 0) {
    return std::ranges::any_of(departing, [&](Departing const& one) {
      return one.reading == reading && is_outside(one);
    });
  }
  auto const outsiders = outsiders_[child.family][child.member];
  return outsiders > departing.size() ||
         static_cast<std::ptrdiff_t>(outsiders) > std::ranges::count_if(departing, is_outside);
}

double CopyScores::cost(Home child, std::uint32_t place, std::uint32_t own, std::uint32_t of_parent) const {
  auto const& readings = families_[child.family].places[place].readings;
  bool const is_mended = readings[of_parent].is_slip && !readings[own].is_slip;
  if (is_attested(child, place, own)) {
    bool const is_easy = is_mended || readings[of_parent].carriers == 1;
    return is_easy ? std::min(kMended, readings[own].surprise) : readings[own].surprise;
  }
  return is_mended ? kMended : 0;
}

double CopyScores::weigh(WitnessIndex child, WitnessIndex first, WitnessIndex second) const {
  Home const home = *homes_[child];
  Readings own{member(home)};
  Readings one{member(*homes_[first])};
  Readings other{member(*homes_[second])};
  double const change = first == second ? 0 : kChangeOfExemplar;
  double from_first = 0;
  double from_second = 0;
  while (true) {
    auto const place = std::min({own.next(), one.next(), other.next()});
    if (place == kLacking) {
      return -kIndependence * std::min(from_first, from_second);
    }
    auto const mine = own.take(place);
    auto const pay = [&](std::uint32_t theirs) {
      bool const is_told = mine != kLacking && theirs != kLacking && mine != theirs;
      return is_told ? cost(home, place, mine, theirs) : 0;
    };
    from_first += pay(one.take(place));
    from_second += pay(other.take(place));
    from_first = std::min(from_first, from_second + change);
    from_second = std::min(from_second, from_first + change);
  }
}

double CopyScores::extent(WitnessIndex witness) const {
  Home const home = *homes_[witness];
  double lacking = 0;
  for (Lacuna const& lacuna : member(home).lacunae) {
    lacking += lacuna.end - lacuna.begin;
  }
  return 1 - lacking / std::max<double>(1, families_[home.family].words);
}

}  // namespace stemma
