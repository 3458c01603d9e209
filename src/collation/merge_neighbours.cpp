// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "collation/units.hpp"

namespace stemma {

namespace {

/// Signs or small words that may stand between two parts of one item: "Tuesday, September 29".
constexpr std::uint32_t widest_gap = 1;

/// A span of a varying unit, for finding what stands beside it.
struct PlacedSpan {
  WitnessIndex witness = 0;
  TokenRange tokens;
  std::size_t unit = 0;
  std::size_t reading = 0;
};

bool is_mergeable(VariationUnit const& unit) {
  return unit.readings.size() > 1 &&
         (unit.kind == VariationKind::Date || unit.kind == VariationKind::Number || unit.kind == VariationKind::Place ||
          unit.kind == VariationKind::Person || unit.kind == VariationKind::Organisation);
}

std::vector<PlacedSpan> placed_spans(std::vector<VariationUnit> const& units) {
  std::vector<PlacedSpan> spans;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (!is_mergeable(units[u])) {
      continue;
    }
    for (std::size_t r = 0; r < units[u].readings.size(); ++r) {
      for (ReadingSpan const& span : units[u].readings[r].spans) {
        spans.push_back({span.witness, span.tokens, u, r});
      }
    }
  }
  std::sort(spans.begin(), spans.end(), [](PlacedSpan const& a, PlacedSpan const& b) {
    return std::tuple{a.witness, a.tokens.begin_token, a.tokens.end_token, a.unit} <
           std::tuple{b.witness, b.tokens.begin_token, b.tokens.end_token, b.unit};
  });
  return spans;
}

/// In which readings two units stand side by side, and how often.
struct Contact {
  std::set<std::pair<std::size_t, std::size_t>> readings;
  std::size_t places = 0;
};

using Neighbours = std::map<std::pair<std::size_t, std::size_t>, Contact>;

Neighbours find_neighbours(std::vector<VariationUnit> const& units) {
  Neighbours neighbours;
  auto const spans = placed_spans(units);
  for (std::size_t i = 0; i + 1 < spans.size(); ++i) {
    auto const& a = spans[i];
    auto const& b = spans[i + 1];
    auto const beside = a.witness == b.witness && a.unit != b.unit && units[a.unit].kind == units[b.unit].kind &&
                        b.tokens.begin_token <= a.tokens.end_token + widest_gap;
    if (beside) {
      auto const& [first, second] = a.unit < b.unit ? std::pair{a, b} : std::pair{b, a};
      auto& contact = neighbours[{first.unit, second.unit}];
      contact.readings.insert({first.reading, second.reading});
      ++contact.places;
    }
  }
  return neighbours;
}

/// One to one: a reading of the first unit always stands beside the same reading of the second, and two of them do.
bool change_together(std::set<std::pair<std::size_t, std::size_t>> const& readings) {
  std::set<std::size_t> first;
  std::set<std::size_t> second;
  for (auto const& [a, b] : readings) {
    first.insert(a);
    second.insert(b);
  }
  return readings.size() >= 2 && first.size() == readings.size() && second.size() == readings.size();
}

/// "Milos, Stelios Gryparakis": where one of the two also stands alone, they are two things.
bool stand_together(VariationUnit const& a, VariationUnit const& b, std::size_t places) {
  auto const span_count = [](VariationUnit const& unit) {
    std::size_t count = 0;
    for (UnitReading const& reading : unit.readings) {
      count += reading.spans.size();
    }
    return count;
  };
  auto const rarer = std::min(span_count(a), span_count(b));
  // The parts of a date are one date even where a telling leaves out the weekday.
  return a.kind == VariationKind::Date ? 2 * places >= rarer : places == span_count(a) && places == span_count(b);
}

/// Widens each span of a reading to the neighbour's span beside it.
void widen(UnitReading& reading, UnitReading const& neighbour) {
  for (ReadingSpan& span : reading.spans) {
    for (ReadingSpan const& other : neighbour.spans) {
      auto const after = other.tokens.begin_token >= span.tokens.begin_token &&
                         other.tokens.begin_token <= span.tokens.end_token + widest_gap;
      auto const before = span.tokens.begin_token >= other.tokens.begin_token &&
                          span.tokens.begin_token <= other.tokens.end_token + widest_gap;
      if (other.witness == span.witness && (after || before)) {
        span.tokens.begin_token = std::min(span.tokens.begin_token, other.tokens.begin_token);
        span.tokens.end_token = std::max(span.tokens.end_token, other.tokens.end_token);
        break;
      }
    }
  }
}

}  // namespace

void merge_neighbours(std::vector<VariationUnit>& units) {
  std::vector<bool> is_absorbed(units.size(), false);
  for (auto const& [pair, contact] : find_neighbours(units)) {
    auto const [into, from] = pair;
    if (is_absorbed[into] || is_absorbed[from] || !change_together(contact.readings) ||
        !stand_together(units[into], units[from], contact.places)) {
      continue;
    }
    for (auto const& [mine, theirs] : contact.readings) {
      widen(units[into].readings[mine], units[from].readings[theirs]);
    }
    units[into].confidence = std::max(units[into].confidence, units[from].confidence);
    is_absorbed[from] = true;
  }
  std::vector<VariationUnit> kept;
  for (std::size_t u = 0; u < units.size(); ++u) {
    if (!is_absorbed[u]) {
      kept.push_back(std::move(units[u]));
    }
  }
  units = std::move(kept);
}

}  // namespace stemma
