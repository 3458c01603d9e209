// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/name_similarity.hpp"
#include "collation/likeness.hpp"
#include "collation/units.hpp"

namespace stemma {

namespace {

bool is_name(MentionKind kind) {
  return kind == MentionKind::Place || kind == MentionKind::Person || kind == MentionKind::Organisation ||
         kind == MentionKind::Name;
}

Mention const* item_at(WitnessView const& view, TokenRange tokens) {
  auto const& mentions = view.facts->mentions;
  auto const found = std::find_if(mentions.begin(), mentions.end(), [&](Mention const& mention) {
    return mention.tokens == tokens &&
           (is_name(mention.kind) || mention.kind == MentionKind::Number || mention.kind == MentionKind::Date);
  });
  return found == mentions.end() ? nullptr : &*found;
}

/// "January" of "14 January", "Thursday" of "Thursday, April 16": a coarser date that a finer one contains.
bool is_part_of_date(Mention const& coarse, Mention const& fine) {
  auto const month_of = [](std::string_view key) { return key.size() >= 2 ? key.substr(key.size() - 2) : key; };
  if (coarse.unit == "month" && fine.unit == "day" && fine.key.size() >= 5) {
    return month_of(coarse.key) == fine.key.substr(fine.key.size() - 5, 2);
  }
  if (coarse.unit == "year" && (fine.unit == "day" || fine.unit == "month")) {
    return fine.key.starts_with(coarse.key);
  }
  return coarse.unit == "month" && fine.unit == "month" && month_of(coarse.key) == month_of(fine.key);
}

/// Whether one item says what the other says, in another form: a number as an ordinal or in other units, a month of a
/// date, a name's adjective. Small numbers are everywhere and prove nothing.
bool tells_of(Mention const& item, Mention const& other) {
  constexpr double largest_small_number = 12;
  constexpr std::size_t shortest_root = 4;
  if (item.kind == MentionKind::Number) {
    return other.kind == MentionKind::Number && item.value == other.value &&
           (item.value > largest_small_number || item.unit == other.unit);
  }
  if (item.kind == MentionKind::Date) {
    return other.kind == MentionKind::Date && is_part_of_date(item, other);
  }
  if (!is_name(other.kind)) {
    return false;
  }
  auto const same_root =
    std::mismatch(item.key.begin(), item.key.end(), other.key.begin(), other.key.end()).first - item.key.begin();
  auto const is_adjective = item.key.find(' ') == std::string::npos && other.key.find(' ') == std::string::npos &&
                            static_cast<std::size_t>(same_root) >= shortest_root &&
                            static_cast<std::size_t>(same_root) + 3 >= std::max(item.key.size(), other.key.size());
  return is_adjective || is_short_form(item.key, other.key);
}

/// A capital before a small word tells what kind of thing it is ("an Andean pass"); "the Arctic" is a part of the world. Only
/// a name of several words, or one whose kind is known, can be looked up.
bool names_something(WitnessView const& view, Mention const& item) {
  if (!is_name(item.kind) || item.tokens.size() > 1 || item.kind == MentionKind::Person || item.place) {
    return true;
  }
  if (!view.text->tokens[item.tokens.begin_token].is_capitalised) {
    return false;  // "the commission", "a hospital"
  }
  auto const after = item.tokens.end_token;
  auto const is_before_small_word = after < view.words.size() && view.is_word(after) &&
                                    !view.text->tokens[after].is_capitalised && view.text->tokens[after].weight > 0;
  auto const has_article = item.tokens.begin_token > 0 && view.words[item.tokens.begin_token - 1] == "the";
  return item.kind == MentionKind::Organisation ||
         (item.kind == MentionKind::Place && !is_before_small_word && !has_article);
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
      auto const* item = item_at(view, span.tokens);
      return !is_title && (item == nullptr || names_something(view, *item)) &&
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

/// Whether a telling that lacks these very words says the same elsewhere in another form.
bool knows(WitnessView const& other, UnitReading const& reading, UnitSources const& sources) {
  auto const& span = reading.spans.front();
  auto const* item = item_at(sources.views[span.witness], span.tokens);
  return item != nullptr &&
         std::any_of(other.facts->mentions.begin(), other.facts->mentions.end(), [&](Mention const& mention) {
           return tells_of(*item, mention);
         });
}

/// After a merge more witnesses may have the reading: what nobody leaves out is no addition.
void settle(VariationUnit& unit, UnitSources const& sources) {
  if (unit.readings.size() > 1 || !has_telling_key(unit)) {
    return;
  }
  std::erase_if(unit.omission, [&](WitnessIndex witness) {
    auto const is_known = knows(sources.views[witness], unit.readings.front(), sources);
    if (is_known) {
      unit.lacuna.push_back(witness);
    }
    return is_known;
  });
  std::sort(unit.lacuna.begin(), unit.lacuna.end());
  unit.change = unit.omission.empty() || !is_checkable(unit, sources) ? ChangeKind::Same : ChangeKind::Addition;
  if (unit.change == ChangeKind::Addition) {
    unit.kind = VariationKind::Detail;
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

void settle_additions(std::span<VariationUnit> units, UnitSources const& sources) {
  for (VariationUnit& unit : units) {
    settle(unit, sources);
  }
}

void merge_additions(std::vector<VariationUnit>& units, UnitSources const& sources) {
  AdditionMerger{sources}.merge(units);
}

}  // namespace stemma
