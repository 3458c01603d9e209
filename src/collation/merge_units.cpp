// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "collation/units.hpp"

namespace stemma {

namespace {

std::set<WitnessIndex> carriers_of(UnitReading const& reading) {
  std::set<WitnessIndex> carriers;
  for (ReadingSpan const& span : reading.spans) {
    carriers.insert(span.witness);
  }
  return carriers;
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

/// Two units show one alteration if two of their readings are the same; further readings are added.
bool shows_same_alteration(VariationUnit const& a, VariationUnit const& b) {
  auto const is_name = [](VariationKind kind) {
    return kind == VariationKind::Place || kind == VariationKind::Person || kind == VariationKind::Organisation;
  };
  if (a.change == ChangeKind::Same || b.change == ChangeKind::Same || a.readings.size() < 2 || b.readings.size() < 2 ||
      (a.kind != b.kind && !(is_name(a.kind) && is_name(b.kind)))) {
    return false;
  }
  if (!is_name(a.kind) && a.kind != VariationKind::Number && a.kind != VariationKind::Date) {
    return false;
  }
  std::size_t shared = 0;
  for (UnitReading const& reading : a.readings) {
    shared += static_cast<std::size_t>(std::any_of(b.readings.begin(), b.readings.end(), [&](UnitReading const& other) {
      return other.key == reading.key;
    }));
  }
  return shared >= 2;
}

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
  std::stable_sort(into.readings.begin(), into.readings.end(), [](UnitReading const& a, UnitReading const& b) {
    return std::tuple{-static_cast<long>(carriers_of(a).size()), std::string_view{a.key}} <
           std::tuple{-static_cast<long>(carriers_of(b).size()), std::string_view{b.key}};
  });
  std::set<WitnessIndex> present;
  for (UnitReading const& reading : into.readings) {
    present.merge(carriers_of(reading));
  }
  auto const is_present = [&](WitnessIndex witness) { return present.contains(witness); };
  std::erase_if(into.omission, is_present);
  std::erase_if(into.lacuna, is_present);
  into.confidence = std::max(into.confidence, from.confidence);
  if (from.change == ChangeKind::Spelling) {
    into.change = from.change;
  }
}

/// Additions whose carriers have them in the same clause are one addition; its spans are the clauses.
class AdditionMerger {
 public:
  explicit AdditionMerger(UnitSources const& sources) : sources_{sources} {}

  void merge(std::vector<VariationUnit>& units) const {
    std::map<std::vector<std::tuple<WitnessIndex, std::uint32_t>>, std::size_t> unit_of;
    std::vector<VariationUnit> kept;
    for (VariationUnit& unit : units) {
      if (unit.kind != VariationKind::Detail) {
        kept.push_back(std::move(unit));
        continue;
      }
      to_clauses(unit);
      std::vector<std::tuple<WitnessIndex, std::uint32_t>> place;
      for (ReadingSpan const& span : unit.readings.front().spans) {
        place.emplace_back(span.witness, sources_.views[span.witness].sentence_of[span.tokens.begin_token]);
      }
      auto const [known, is_new] = unit_of.try_emplace(std::move(place), kept.size());
      if (is_new) {
        kept.push_back(std::move(unit));
      } else {
        unite(kept[known->second], unit);
      }
    }
    units = std::move(kept);
  }

 private:
  static constexpr std::uint32_t most_detail_words = 16;

  void to_clauses(VariationUnit& unit) const {
    for (ReadingSpan& span : unit.readings.front().spans) {
      WitnessView const& view = sources_.views[span.witness];
      auto clause = clause_around(view, span.tokens, std::max(most_detail_words, span.tokens.size()));
      while (clause.size() > 1 && !view.is_word(clause.begin_token)) {
        ++clause.begin_token;
      }
      span.tokens = clause;
    }
  }

  void unite(VariationUnit& into, VariationUnit const& from) const {
    auto& spans = into.readings.front().spans;
    auto const& others = from.readings.front().spans;
    for (std::size_t i = 0; i < spans.size() && i < others.size(); ++i) {
      spans[i].tokens.begin_token = std::min(spans[i].tokens.begin_token, others[i].tokens.begin_token);
      spans[i].tokens.end_token = std::max(spans[i].tokens.end_token, others[i].tokens.end_token);
      if (spans[i].tokens.size() > 3 * most_detail_words) {
        spans[i].tokens.end_token = spans[i].tokens.begin_token + 2 * most_detail_words;
      }
    }
    into.readings.front().key += " | " + from.readings.front().key;
  }

  UnitSources const& sources_;
};

}  // namespace

std::vector<VariationUnit> merge_units(std::vector<VariationUnit> units, UnitSources const& sources) {
  std::vector<VariationUnit> merged;
  for (VariationUnit& unit : units) {
    auto const same = std::find_if(merged.begin(), merged.end(), [&](VariationUnit const& known) {
      return shows_same_alteration(known, unit);
    });
    if (same == merged.end()) {
      merged.push_back(std::move(unit));
    } else {
      absorb(*same, unit);
    }
  }
  AdditionMerger{sources}.merge(merged);
  return merged;
}

}  // namespace stemma
