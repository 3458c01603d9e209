// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "collation/units.hpp"

namespace stemma {

namespace {

/// Who has any of the readings; sorted, none twice.
std::vector<WitnessIndex> carriers_of(std::span<UnitReading const> readings) {
  std::vector<WitnessIndex> carriers;
  for (UnitReading const& reading : readings) {
    for (ReadingSpan const& span : reading.spans) {
      carriers.push_back(span.witness);
    }
  }
  std::ranges::sort(carriers);
  carriers.erase(std::unique(carriers.begin(), carriers.end()), carriers.end());
  return carriers;
}

/// What most have first, ties by key.
void sort_by_carriers(std::vector<UnitReading>& readings) {
  std::vector<std::pair<std::size_t, std::size_t>> order;  // number of carriers, and where the reading stands
  for (std::size_t i = 0; i < readings.size(); ++i) {
    order.emplace_back(carriers_of({&readings[i], 1}).size(), i);
  }
  auto const stands_before = [&](auto const& a, auto const& b) {
    return a.first != b.first ? a.first > b.first : readings[a.second].key < readings[b.second].key;
  };
  if (std::ranges::is_sorted(order, stands_before)) {
    return;
  }
  std::ranges::stable_sort(order, stands_before);
  std::vector<UnitReading> sorted;
  sorted.reserve(readings.size());
  for (auto const& [carriers, at] : order) {
    sorted.push_back(std::move(readings[at]));
  }
  readings = std::move(sorted);
}

void add_spans(UnitReading& into, UnitReading const& from) {
  into.spans.insert(into.spans.end(), from.spans.begin(), from.spans.end());
  std::sort(into.spans.begin(), into.spans.end(), [](ReadingSpan const& a, ReadingSpan const& b) {
    return std::tuple{a.witness, a.tokens.begin_token, a.tokens.end_token} <
           std::tuple{b.witness, b.tokens.begin_token, b.tokens.end_token};
  });
  into.spans.erase(
    std::unique(
      into.spans.begin(), into.spans.end(),
      [](ReadingSpan const& a, ReadingSpan const& b) { return a.witness == b.witness && a.tokens == b.tokens; }
    ),
    into.spans.end()
  );
}

bool is_name(VariationKind kind) {
  return kind == VariationKind::Place || kind == VariationKind::Person || kind == VariationKind::Organisation;
}

/// Units known by the keys of their readings, so that a unit that shows the same is found at once.
class KnownUnits {
 public:
  /// The units that show the same as `unit`: two readings in common if both vary; if one does not vary, its reading.
  [[nodiscard]] std::vector<std::size_t> same_as(VariationUnit const& unit, std::vector<VariationUnit> const& units)
    const {
    std::vector<std::size_t> same;
    if (!has_telling_key(unit)) {
      return same;
    }
    std::map<std::size_t, std::size_t> shared;
    for (UnitReading const& reading : unit.readings) {
      auto const found = units_of_key_.find(reading.key);
      if (found == units_of_key_.end()) {
        continue;
      }
      for (std::size_t const index : found->second) {
        ++shared[index];
      }
    }
    for (auto const& [index, count] : shared) {
      auto const needed = std::min<std::size_t>(2, std::min(unit.readings.size(), units[index].readings.size()));
      if (count >= needed && are_comparable(unit, units[index])) {
        same.push_back(index);
      }
    }
    return same;
  }

  void forget(std::size_t index) {
    for (auto& [key, known] : units_of_key_) {
      known.erase(index);
    }
  }

  void add(std::size_t index, VariationUnit const& unit) {
    for (UnitReading const& reading : unit.readings) {
      if (has_telling_key(unit)) {
        units_of_key_[reading.key].insert(index);
      }
    }
  }

 private:
  static bool are_comparable(VariationUnit const& a, VariationUnit const& b) {
    if (a.kind != b.kind && !(is_name(a.kind) && is_name(b.kind))) {
      return false;
    }
    auto const a_varies = a.readings.size() > 1;
    auto const b_varies = b.readings.size() > 1;
    if (a_varies == b_varies) {
      return true;
    }
    VariationUnit const& varying = a_varies ? a : b;
    // A name spelt in another way is spelt so everywhere; a place exchanged for another was exchanged in one sentence.
    // A number or date known from there adds only tellings of which nothing is known yet.
    auto const is_telling =
      varying.kind == VariationKind::Number || varying.subject == "day" || varying.subject == "minute";
    return varying.change == ChangeKind::Spelling || (is_telling && !is_name(varying.kind) && !share_witness(a, b));
  }

  static bool share_witness(VariationUnit const& a, VariationUnit const& b) {
    auto const carriers = carriers_of(a.readings);
    return std::any_of(b.readings.begin(), b.readings.end(), [&](UnitReading const& reading) {
      return std::any_of(reading.spans.begin(), reading.spans.end(), [&](ReadingSpan const& span) {
        return std::ranges::binary_search(carriers, span.witness);
      });
    });
  }

  std::map<std::string, std::set<std::size_t>> units_of_key_;
};

void absorb(VariationUnit& into, VariationUnit const& from) {
  for (UnitReading const& reading : from.readings) {
    auto const same = std::find_if(into.readings.begin(), into.readings.end(), [&](UnitReading const& mine) {
      return mine.key == reading.key;
    });
    if (same == into.readings.end()) {
      into.readings.push_back(reading);
    } else {
      add_spans(*same, reading);
    }
  }
  sort_by_carriers(into.readings);
  auto const present = carriers_of(into.readings);
  auto const is_present = [&](WitnessIndex witness) { return std::ranges::binary_search(present, witness); };
  std::erase_if(into.omission, is_present);
  std::erase_if(into.lacuna, is_present);
  into.confidence = std::max(into.confidence, from.confidence);
  if (from.change == ChangeKind::Spelling) {
    into.change = from.change;
  }
}

bool names_source(VariationUnit const& unit) {
  return unit.readings.size() > 1 && (unit.kind == VariationKind::Attribution ||
                                      (unit.kind == VariationKind::Quote && unit.change == ChangeKind::Substitution));
}

/// Where speakers and sources vary: for each witness the ranges, with unit and reading.
struct CoveringRange {
  TokenRange tokens;
  std::size_t unit = 0;
  std::size_t reading = 0;
};

using Covering = std::map<WitnessIndex, std::vector<CoveringRange>>;

/// The readings of source units that cover a span, by unit.
std::map<std::size_t, std::set<std::size_t>> covering_of(UnitReading const& reading, Covering const& covering) {
  std::map<std::size_t, std::set<std::size_t>> found;
  for (ReadingSpan const& span : reading.spans) {
    auto const known = covering.find(span.witness);
    if (known == covering.end()) {
      continue;
    }
    for (CoveringRange const& range : known->second) {
      if (range.tokens.begin_token <= span.tokens.begin_token && span.tokens.end_token <= range.tokens.end_token) {
        found[range.unit].insert(range.reading);
      }
    }
  }
  return found;
}

/// A speaker or source that changed is one alteration: the name inside it is no second one. A name that differs where the
/// source is the same one is an alteration of its own.
void drop_covered_names(std::vector<VariationUnit>& units) {
  Covering covering;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (!names_source(units[u])) {
      continue;
    }
    for (std::size_t r = 0; r < units[u].readings.size(); ++r) {
      for (ReadingSpan const& span : units[u].readings[r].spans) {
        covering[span.witness].push_back({span.tokens, u, r});
      }
    }
  }
  // The source explains the name only where each reading of the name stands in other readings of the source.
  auto const is_covered = [&](VariationUnit const& unit) {
    std::map<std::size_t, std::set<std::size_t>> seen;
    std::map<std::size_t, std::size_t> told_apart;
    for (UnitReading const& reading : unit.readings) {
      for (auto const& [source, readings] : covering_of(reading, covering)) {
        auto const is_new =
          std::none_of(readings.begin(), readings.end(), [&](auto r) { return seen[source].contains(r); });
        told_apart[source] += is_new ? 1 : 0;
        seen[source].insert(readings.begin(), readings.end());
      }
    }
    return std::any_of(told_apart.begin(), told_apart.end(), [&](auto const& one) {
      return one.second == unit.readings.size();
    });
  };
  std::erase_if(units, [&](VariationUnit const& unit) {
    auto const is_added = unit.kind == VariationKind::Detail;
    auto const is_changed = is_name(unit.kind) && unit.change == ChangeKind::Substitution && unit.readings.size() > 1;
    return (is_added || is_changed) && is_covered(unit);
  });
}

}  // namespace

bool has_telling_key(VariationUnit const& unit) {
  return is_name(unit.kind) || unit.kind == VariationKind::Number || unit.kind == VariationKind::Date ||
         unit.kind == VariationKind::Detail;
}

std::vector<VariationUnit> merge_units(std::vector<VariationUnit> units, UnitSources const& sources) {
  // What varies comes first, so that the places where only some of it stands find it.
  std::stable_partition(units.begin(), units.end(), [](VariationUnit const& unit) { return unit.readings.size() > 1; });
  std::vector<VariationUnit> merged;
  KnownUnits known;
  for (VariationUnit& unit : units) {
    auto const same = known.same_as(unit, merged);
    if (same.empty()) {
      known.add(merged.size(), unit);
      merged.push_back(std::move(unit));
      continue;
    }
    auto const first = same.front();
    absorb(merged[first], unit);
    // A name with all its spellings shows that units which knew only some of them are one.
    for (std::size_t i = 1; i < same.size() && unit.change == ChangeKind::Spelling; ++i) {
      absorb(merged[first], merged[same[i]]);
      known.forget(same[i]);
      merged[same[i]].readings.clear();
    }
    known.add(first, merged[first]);
  }
  std::erase_if(merged, [](VariationUnit const& unit) { return unit.readings.empty(); });
  settle_additions(merged, sources);
  drop_covered_names(merged);
  merge_neighbours(merged);
  merge_additions(merged, sources);
  return merged;
}

}  // namespace stemma
