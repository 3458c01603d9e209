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

bool is_name(VariationKind kind) {
  return kind == VariationKind::Place || kind == VariationKind::Person || kind == VariationKind::Organisation;
}

/// Only what a reader can recognise elsewhere is known again by its key: names, numbers, dates.
bool has_telling_key(VariationUnit const& unit) {
  return is_name(unit.kind) || unit.kind == VariationKind::Number || unit.kind == VariationKind::Date ||
         unit.kind == VariationKind::Detail;
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
    std::set<WitnessIndex> carriers;
    for (UnitReading const& reading : a.readings) {
      carriers.merge(carriers_of(reading));
    }
    return std::any_of(b.readings.begin(), b.readings.end(), [&](UnitReading const& reading) {
      return std::any_of(reading.spans.begin(), reading.spans.end(), [&](ReadingSpan const& span) {
        return carriers.contains(span.witness);
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

/// A headline sums up, a quote is somebody's opinion, and a bare small number ("the two") counts what was named before.
bool is_checkable(VariationUnit const& unit, UnitSources const& sources) {
  constexpr double largest_small_number = 12;
  return std::any_of(
    unit.readings.front().spans.begin(), unit.readings.front().spans.end(),
    [&](ReadingSpan const& span) {
      WitnessView const& view = sources.views[span.witness];
      auto const sentence = view.sentence_of[span.tokens.begin_token];
      auto const is_title = view.has_title && sentence == 0;
      return !is_title &&
             std::none_of(view.facts->mentions.begin(), view.facts->mentions.end(), [&](Mention const& mention) {
               auto const covers = mention.tokens.begin_token <= span.tokens.begin_token &&
                                   span.tokens.end_token <= mention.tokens.end_token;
               auto const is_bare =
                 mention.value <= 1 || (mention.unit.empty() && mention.value <= largest_small_number);
               return covers && (mention.kind == MentionKind::Quote || mention.kind == MentionKind::Attribution ||
                                 (mention.kind == MentionKind::Number && is_bare));
             });
    }
  );
}

/// After a merge more witnesses may have the reading: what nobody leaves out is no addition.
void settle(VariationUnit& unit, UnitSources const& sources) {
  if (unit.readings.size() > 1 || !has_telling_key(unit)) {
    return;
  }
  unit.change = unit.omission.empty() || !is_checkable(unit, sources) ? ChangeKind::Same : ChangeKind::Addition;
  if (unit.change == ChangeKind::Addition) {
    unit.kind = VariationKind::Detail;
  }
}

/// A speaker or source that changed is one alteration: the name inside it is no second one.
void drop_covered_names(std::vector<VariationUnit>& units) {
  std::map<WitnessIndex, std::vector<TokenRange>> covering;
  for (VariationUnit const& unit : units) {
    auto const names_source = unit.kind == VariationKind::Attribution ||
                              (unit.kind == VariationKind::Quote && unit.change == ChangeKind::Substitution);
    if (unit.readings.size() < 2 || !names_source) {
      continue;
    }
    for (UnitReading const& reading : unit.readings) {
      for (ReadingSpan const& span : reading.spans) {
        covering[span.witness].push_back(span.tokens);
      }
    }
  }
  auto const is_covered = [&](ReadingSpan const& span) {
    auto const found = covering.find(span.witness);
    return found != covering.end() && std::any_of(found->second.begin(), found->second.end(), [&](TokenRange range) {
             return range.begin_token <= span.tokens.begin_token && span.tokens.end_token <= range.end_token;
           });
  };
  std::erase_if(units, [&](VariationUnit const& unit) {
    return is_name(unit.kind) && unit.change == ChangeKind::Substitution && unit.readings.size() > 1 &&
           std::all_of(unit.readings.begin(), unit.readings.end(), [&](UnitReading const& reading) {
             return std::any_of(reading.spans.begin(), reading.spans.end(), is_covered);
           });
  });
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
  for (VariationUnit& unit : merged) {
    settle(unit, sources);
  }
  drop_covered_names(merged);
  merge_neighbours(merged);
  AdditionMerger{sources}.merge(merged);
  return merged;
}

}  // namespace stemma
