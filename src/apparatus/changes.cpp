// SPDX-License-Identifier: Apache-2.0
#include "apparatus/changes.hpp"

#include <algorithm>
#include <iterator>

namespace stemma {

std::set<WitnessIndex> carriers_of(UnitReading const& reading) {
  std::set<WitnessIndex> carriers;
  for (ReadingSpan const& span : reading.spans) {
    carriers.insert(span.witness);
  }
  return carriers;
}

std::vector<char> witnesses_with_place(VariationUnit const& unit, std::size_t witnesses) {
  std::vector<char> has_place(witnesses, 0);
  for (UnitReading const& reading : unit.readings) {
    for (ReadingSpan const& span : reading.spans) {
      has_place[span.witness] = 1;
    }
  }
  return has_place;
}

namespace {

/// By witness: the readings it carries (a telling may have two, a name spelt in two ways).
std::vector<std::set<std::size_t>> readings_by_witness(VariationUnit const& unit, std::size_t witnesses) {
  std::vector<std::set<std::size_t>> readings(witnesses);
  for (std::size_t r = 0; r < unit.readings.size(); ++r) {
    for (ReadingSpan const& span : unit.readings[r].spans) {
      readings[span.witness].insert(r);
    }
  }
  return readings;
}

class ChangeFinder {
 public:
  ChangeFinder(VariationUnit const& unit, Lineage const& lineage, std::size_t witnesses)
      : unit_{unit},
        lineage_{lineage},
        has_place_{witnesses_with_place(unit, witnesses)},
        readings_{readings_by_witness(unit, witnesses)} {}

  [[nodiscard]] std::vector<Change> find() {
    for (WitnessIndex witness = 0; witness < readings_.size(); ++witness) {
      if (readings_[witness].empty()) {
        continue;
      }
      auto const sources = lineage_.sources_of(witness, has_place_);
      for (std::size_t const reading : readings_[witness]) {
        if (!sources.above.empty()) {
          note(witness, reading, sources.above, ChangeRoute::FromParent);
        } else {
          note(witness, reading, sources.through_lost, ChangeRoute::BesideLost);
        }
      }
    }
    if (changes_.empty()) {
      compare_origins();
    }
    return std::move(changes_);
  }

 private:
  void note(WitnessIndex witness, std::size_t reading, std::set<WitnessIndex> const& sources, ChangeRoute route) {
    auto const has_reading = [&](WitnessIndex w) { return readings_[w].contains(reading); };
    if (sources.empty() || std::any_of(sources.begin(), sources.end(), has_reading)) {
      return;
    }
    for (WitnessIndex const source : sources) {
      auto const from = *readings_[source].begin();
      changes_.push_back({witness, source, from, reading, route, lineage_.certainty_of(witness)});
    }
  }

  /// The best attested reading against each other one.
  void compare_origins() {
    for (std::size_t reading = 1; reading < unit_.readings.size(); ++reading) {
      changes_.push_back(
        {unit_.readings[reading].spans.front().witness, unit_.readings.front().spans.front().witness, 0, reading,
         ChangeRoute::AcrossOrigins, 1}
      );
    }
  }

  VariationUnit const& unit_;
  Lineage const& lineage_;
  std::vector<char> has_place_;
  std::vector<std::set<std::size_t>> readings_;
  std::vector<Change> changes_;
};

/// The carriers of a reading that have it from one another, each group sorted; groups by their first member.
std::vector<std::set<WitnessIndex>> families_of(
  std::set<WitnessIndex> const& carriers, Lineage const& lineage, std::vector<char> const& has_place
) {
  std::vector<std::set<WitnessIndex>> families;
  for (WitnessIndex const witness : carriers) {
    auto const sources = lineage.sources_of(witness, has_place);
    std::set<WitnessIndex> joined{witness};
    for (auto const& nearest : {sources.above, sources.through_lost}) {
      for (WitnessIndex const source : nearest) {
        if (carriers.contains(source)) {
          joined.insert(source);
        }
      }
    }
    std::erase_if(families, [&](std::set<WitnessIndex> const& family) {
      auto const touches = std::any_of(family.begin(), family.end(), [&](auto w) { return joined.contains(w); });
      if (touches) {
        joined.insert(family.begin(), family.end());
      }
      return touches;
    });
    families.push_back(std::move(joined));
  }
  std::sort(families.begin(), families.end());
  return families;
}

}  // namespace

VariationUnit split_by_descent(VariationUnit unit, Lineage const& lineage, std::size_t witnesses) {
  if (unit.kind != VariationKind::Modality && unit.kind != VariationKind::Attribution) {
    return unit;
  }
  auto const has_place = witnesses_with_place(unit, witnesses);
  std::vector<UnitReading> readings;
  for (UnitReading const& reading : unit.readings) {
    for (auto const& family : families_of(carriers_of(reading), lineage, has_place)) {
      UnitReading part{reading.key, {}};
      std::copy_if(
        reading.spans.begin(), reading.spans.end(), std::back_inserter(part.spans),
        [&](ReadingSpan const& span) { return family.contains(span.witness); }
      );
      readings.push_back(std::move(part));
    }
  }
  unit.readings = std::move(readings);
  return unit;
}

std::vector<Change> changes_of(VariationUnit const& unit, Lineage const& lineage, std::size_t witnesses) {
  return ChangeFinder{unit, lineage, witnesses}.find();
}

}  // namespace stemma
