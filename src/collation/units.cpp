// SPDX-License-Identifier: Apache-2.0
#include "collation/units.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "collation/likeness.hpp"
#include "collation/shown_words.hpp"

namespace stemma {

namespace {

constexpr std::uint32_t most_statement_words = 24;
constexpr std::uint32_t most_source_words = 11;

/// Carriers asked for the place of a unit: more would not change the answer and cost n² per unit.
constexpr std::size_t most_carriers_asked = 8;

class UnitMaker {
 public:
  explicit UnitMaker(UnitSources const& sources) : sources_{sources} {}

  /// Names are known wherever they stand, however they are spelt there.
  void know_names(std::span<Slot const> slots) {
    for (Slot const& slot : slots) {
      if (site(slot.sites.front()).family != SiteFamily::Name) {
        continue;
      }
      for (SiteId const id : slot.sites) {
        slot_of_name_[{site(id).witness, site(id).key}] = &slot;
      }
    }
  }

  [[nodiscard]] std::optional<VariationUnit> make(Slot const& slot) const {
    VariationUnit unit;
    auto const family = site(slot.sites.front()).family;
    if (family == SiteFamily::Modality && !has_key(slot, "hedged")) {
      return std::nullopt;
    }
    unit.kind = kind_of(slot);
    unit.readings = readings_of(slot);
    auto const differs = unit.readings.size() > 1;
    if (family != SiteFamily::Item && family != SiteFamily::Quote && !differs) {
      return std::nullopt;  // shared names, speakers and sources say nothing that their mentions do not say
    }
    find_missing(slot, unit);
    if (family == SiteFamily::Item && !differs && is_known_otherwise(slot, unit)) {
      // Who has it in another form does not leave it out: it is nobody's addition.
      unit.lacuna.insert(unit.lacuna.end(), unit.omission.begin(), unit.omission.end());
      std::sort(unit.lacuna.begin(), unit.lacuna.end());
      unit.omission.clear();
    }
    unit.change = differs ? change_of(slot) : unit.omission.empty() ? ChangeKind::Same : ChangeKind::Addition;
    unit.confidence = confidence_of(slot);
    unit.subject = subject_of(slot);
    return unit;
  }

 private:
  [[nodiscard]] Site const& site(SiteId id) const { return sources_.table.sites[id]; }

  [[nodiscard]] bool has_key(Slot const& slot, std::string_view key) const {
    return std::any_of(slot.sites.begin(), slot.sites.end(), [&](SiteId id) { return site(id).key == key; });
  }

  /// The kind that most witnesses are sure of.
  [[nodiscard]] VariationKind kind_of(Slot const& slot) const {
    std::map<VariationKind, int> votes;
    for (SiteId const id : slot.sites) {
      votes[site(id).kind] += site(id).kind_is_sure ? 1000 : 1;
    }
    return std::max_element(
             votes.begin(), votes.end(), [](auto const& a, auto const& b) { return a.second < b.second; }
    )->first;
  }

  /// Sites with one key, or joined by agreement, are one reading.
  [[nodiscard]] std::vector<UnitReading> readings_of(Slot const& slot) const {
    // Sites are known here by their place in the slot.
    std::vector<std::size_t> parent(slot.sites.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    auto const root_of = [&](std::size_t i) {
      while (parent[i] != i) {
        i = parent[i] = parent[parent[i]];
      }
      return i;
    };
    auto const place_of = [&](SiteId id) {
      return static_cast<std::size_t>(std::lower_bound(slot.sites.begin(), slot.sites.end(), id) - slot.sites.begin());
    };
    std::map<std::string_view, std::size_t> first_of_key;
    for (std::size_t i = 0; i < slot.sites.size(); ++i) {
      auto const [known, is_new] = first_of_key.try_emplace(site(slot.sites[i]).key, i);
      if (!is_new) {
        parent[root_of(i)] = root_of(known->second);
      }
    }
    if (first_of_key.size() > 1) {
      for (Correspondence const& link : slot.links) {
        if (link.change == ChangeKind::Same) {
          parent[root_of(place_of(link.right))] = root_of(place_of(link.left));
        }
      }
    }
    std::map<std::size_t, std::vector<SiteId>> groups;
    for (std::size_t i = 0; i < slot.sites.size(); ++i) {
      groups[root_of(i)].push_back(slot.sites[i]);
    }
    std::vector<UnitReading> readings;
    for (auto const& [root, members] : groups) {
      readings.push_back(reading_of(members));
    }
    std::sort(readings.begin(), readings.end(), [](UnitReading const& a, UnitReading const& b) {
      auto const witnesses = [](UnitReading const& reading) {
        std::set<WitnessIndex> carriers;
        for (ReadingSpan const& span : reading.spans) {
          carriers.insert(span.witness);
        }
        return carriers.size();
      };
      return std::tuple{witnesses(b), std::string_view{a.key}} < std::tuple{witnesses(a), std::string_view{b.key}};
    });
    return readings;
  }

  [[nodiscard]] UnitReading reading_of(std::vector<SiteId> const& members) const {
    std::map<std::string, int> votes;
    UnitReading reading;
    for (SiteId const id : members) {
      ++votes[site(id).key];
      for (TokenRange const range : shown_ranges(id)) {
        reading.spans.push_back({site(id).witness, range});
      }
    }
    reading.key = std::max_element(votes.begin(), votes.end(), [](auto const& a, auto const& b) {
                    return a.second < b.second;
                  })->first;
    std::sort(reading.spans.begin(), reading.spans.end(), [](ReadingSpan const& a, ReadingSpan const& b) {
      return std::tuple{a.witness, a.tokens.begin_token, a.tokens.end_token} <
             std::tuple{b.witness, b.tokens.begin_token, b.tokens.end_token};
    });
    return reading;
  }

  [[nodiscard]] std::vector<TokenRange> shown_ranges(SiteId id) const {
    Site const& shown = site(id);
    WitnessView const& view = sources_.views[shown.witness];
    switch (shown.family) {
      case SiteFamily::Name:
      case SiteFamily::Item:
        return shown.ranges;
      case SiteFamily::Quote:
        return {at_most(without_outer_signs(view, shown.ranges.front()), {}, most_quote_words)};
      case SiteFamily::Speaker: {
        std::vector<TokenRange> ranges{without_outer_signs(view, speaker_and_words(view, shown))};
        if (auto const tail = quote_and_pronoun(view, shown)) {
          ranges.push_back(*tail);
        }
        return ranges;
      }
      case SiteFamily::Attribution:
        return {without_outer_signs(
          view,
          at_most(
            clause_around(view, shown.ranges.front(), most_source_words), shown.ranges.front(), most_statement_words
          )
        )};
      case SiteFamily::Modality:
        return {statement_range(view, id)};
    }
    return shown.ranges;
  }

  [[nodiscard]] TokenRange statement_range(WitnessView const& view, SiteId id) const {
    Site const& shown = site(id);
    auto const sentence = shown.ranges.front();
    TokenRange core = sources_.projections[id].range;
    if (shown.key == "hedged") {
      core = {UINT32_MAX, 0};
      for (Mention const& mention : view.facts->mentions) {
        if (mention.kind == MentionKind::Hedge && mention.tokens.begin_token >= sentence.begin_token &&
            mention.tokens.begin_token < sentence.end_token) {
          core.begin_token = std::min(core.begin_token, mention.tokens.begin_token);
          core.end_token = std::max(core.end_token, mention.tokens.end_token);
        }
      }
    }
    if (core.begin_token >= core.end_token) {
      core = at_most(sentence, {}, most_statement_words);
    }
    // What is hedged follows the hedge, its subject stands before it.
    constexpr std::uint32_t words_of_subject = 5;
    constexpr std::uint32_t words_of_predicate = 9;
    auto const clause = clause_around(view, core, UINT32_MAX);
    TokenRange const shown_words{
      std::max(clause.begin_token, core.begin_token - std::min(core.begin_token, words_of_subject)),
      std::min(clause.end_token, core.end_token + words_of_predicate)};
    return without_outer_signs(view, at_most(shown_words, core, most_quote_words));
  }

  /// Adds where else the name stands; true if a telling without these very words has it in another form: respelt, or
  /// the name that it is made of ("Novi Becej" where this is "Novi Becej hospital").
  bool is_known_otherwise(Slot const& slot, VariationUnit& unit) const {
    Site const& item = site(slot.sites.front());
    auto const known = slot_of_name_.find({item.witness, item.key});
    if (known == slot_of_name_.end()) {
      return false;
    }
    auto& spans = unit.readings.front().spans;
    std::set<WitnessIndex> present;
    for (ReadingSpan const& span : spans) {
      present.insert(span.witness);
    }
    bool is_respelt = false;
    for (SiteId const id : known->second->sites) {
      if (present.contains(site(id).witness)) {
        continue;
      }
      if (site(id).key == item.key || is_short_form(site(id).key, item.key)) {
        spans.push_back({site(id).witness, site(id).ranges.front()});
      } else {
        is_respelt = true;
      }
    }
    std::sort(spans.begin(), spans.end(), [](ReadingSpan const& a, ReadingSpan const& b) {
      return std::tuple{a.witness, a.tokens.begin_token} < std::tuple{b.witness, b.tokens.begin_token};
    });
    return is_respelt || is_made_of_known_name(item.key, present);
  }

  [[nodiscard]] bool is_made_of_known_name(std::string_view key, std::set<WitnessIndex> const& present) const {
    for (WitnessIndex witness = 0; witness < sources_.views.size(); ++witness) {
      auto const& names = sources_.table.of_witness[witness].names;
      auto const is_part = [&](SiteId id) {
        return site(id).key.size() < key.size() && is_short_form(site(id).key, key);
      };
      if (!present.contains(witness) && std::any_of(names.begin(), names.end(), is_part)) {
        return true;
      }
    }
    return false;
  }

  void find_missing(Slot const& slot, VariationUnit& unit) const {
    std::set<WitnessIndex> present;
    for (UnitReading const& reading : unit.readings) {
      for (ReadingSpan const& span : reading.spans) {
        present.insert(span.witness);
      }
    }
    for (WitnessIndex other = 0; other < sources_.views.size(); ++other) {
      if (present.contains(other)) {
        continue;
      }
      std::size_t asked = 0;
      bool has_place = false;
      for (SiteId const id : slot.sites) {
        if (asked++ == most_carriers_asked || has_place) {
          break;
        }
        auto const witness = site(id).witness;
        auto const sentence = sources_.views[witness].sentence_of[site(id).ranges.front().begin_token];
        has_place = sources_.presence.has_place(witness, sentence, other);
      }
      (has_place ? unit.omission : unit.lacuna).push_back(other);
    }
  }

  /// The change that the most certain differing correspondence shows.
  [[nodiscard]] ChangeKind change_of(Slot const& slot) const {
    auto change = ChangeKind::Substitution;
    double best = -1;
    for (Correspondence const& link : slot.links) {
      if (link.change != ChangeKind::Same && link.confidence > best) {
        best = link.confidence;
        change = link.change;
      }
    }
    return change;
  }

  /// The certainty of the surest difference; of the surest agreement where there is none.
  [[nodiscard]] double confidence_of(Slot const& slot) const {
    double differing = 0;
    double agreeing = 0;
    for (Correspondence const& link : slot.links) {
      auto& best = link.change == ChangeKind::Same ? agreeing : differing;
      best = std::max(best, link.confidence);
    }
    return differing > 0 ? differing : slot.links.empty() ? 1 : agreeing;
  }

  [[nodiscard]] std::string subject_of(Slot const& slot) const {
    Site const& first = site(slot.sites.front());
    if (first.family != SiteFamily::Item || (first.kind != VariationKind::Number && first.kind != VariationKind::Date)) {
      return "";
    }
    return sources_.views[first.witness].facts->mentions[first.mention].unit;
  }

  UnitSources const& sources_;
  std::map<std::pair<WitnessIndex, std::string_view>, Slot const*> slot_of_name_;
};

}  // namespace

std::vector<VariationUnit> units_of(std::span<Slot const> slots, UnitSources const& sources) {
  UnitMaker maker{sources};
  maker.know_names(slots);
  std::vector<VariationUnit> units;
  for (Slot const& slot : slots) {
    if (auto unit = maker.make(slot)) {
      units.push_back(std::move(*unit));
    }
  }
  return units;
}

double surprise_of(VariationUnit const& unit, std::size_t witnesses) {
  switch (unit.change) {
    case ChangeKind::Same:
    case ChangeKind::Addition: {
      // What most tellings share is the event's; what few share is somebody's.
      std::set<WitnessIndex> carriers;
      for (ReadingSpan const& span : unit.readings.front().spans) {
        carriers.insert(span.witness);
      }
      return 0.8 *
             (1 - static_cast<double>(carriers.size()) / static_cast<double>(std::max<std::size_t>(witnesses, 1)));
    }
    case ChangeKind::Spelling:
      return 0.95;
    case ChangeKind::Rewording:
      return 0.6;
    case ChangeKind::Substitution:
      break;
  }
  switch (unit.kind) {
    case VariationKind::Number:
      return 0.9;
    case VariationKind::Modality:
      return 0.3;
    case VariationKind::Attribution:
      return 0.6;
    case VariationKind::Quote:
      return 0.7;
    default:
      return 0.85;
  }
}

}  // namespace stemma
