// SPDX-License-Identifier: Apache-2.0
#include "apparatus/apparatus_builder.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "apparatus/changes.hpp"
#include "apparatus/lineage.hpp"
#include "apparatus/notes.hpp"
#include "apparatus/severity.hpp"
#include "apparatus/wording.hpp"

namespace stemma {

namespace {

/// Below this a difference is not worth a line.
constexpr double least_severity = 0.2;

Span span_in_bytes(StoryTellings const& story, ReadingSpan const& span) {
  Telling const& telling = story.tellings[span.witness];
  auto const& tokens = telling.tokens->tokens;
  return {telling.id, tokens[span.tokens.begin_token].begin_byte, tokens[span.tokens.end_token - 1].end_byte};
}

class EntryMaker {
 public:
  EntryMaker(
    StoryTellings const& story, std::span<Facts const> facts, Lineage const& lineage, QuoteHabits const& habits
  )
      : story_{story}, facts_{facts}, lineage_{lineage}, habits_{habits} {}

  [[nodiscard]] ApparatusEntry make(VariationUnit const& unit) const {
    auto const witnesses = story_.tellings.size();
    UnitChanges item{&unit, {}};
    if (unit.readings.size() > 1) {
      item.changes = changes_of(unit, lineage_, witnesses);
    }
    ApparatusEntry entry;
    entry.kind = unit.kind;
    entry.severity = severity_of(item, habits_, lineage_);
    if (entry.severity < least_severity) {
      return entry;
    }
    auto const has_place = witnesses_with_place(unit, witnesses);
    std::vector<std::pair<Age, Reading>> readings;
    for (UnitReading const& reading : unit.readings) {
      readings.push_back(reading_of(reading, has_place));
    }
    std::stable_sort(readings.begin(), readings.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    entry.label = label_of(unit, story_, first_span_of(unit, readings.front().second));
    for (auto& [age, reading] : readings) {
      entry.readings.push_back(std::move(reading));
    }
    entry.note = note_of(unit, item.changes, story_, facts_);
    return entry;
  }

 private:
  /// Older readings first: higher up the stemma, then earlier, then better attested.
  using Age = std::tuple<std::uint32_t, std::int64_t, std::int64_t, std::string>;

  [[nodiscard]] std::pair<Age, Reading> reading_of(UnitReading const& unit_reading, std::vector<char> const& has_place)
    const {
    Reading reading;
    auto const carriers = carriers_of(unit_reading);
    auto const first = lineage_.first_carrier(carriers, has_place);
    if (first) {
      reading.first = story_.tellings[*first].id;
    }
    auto depth = std::numeric_limits<std::uint32_t>::max();
    auto time = std::numeric_limits<std::int64_t>::max();
    for (WitnessIndex const witness : carriers) {
      depth = std::min(depth, lineage_.depth_of(witness));
      if (auto const& published = story_.tellings[witness].document->published) {
        time = std::min<std::int64_t>(time, published->time_since_epoch().count());
      }
    }
    ReadingSpan const* shown = nullptr;
    for (ReadingSpan const& span : unit_reading.spans) {
      reading.spans.push_back(span_in_bytes(story_, span));
      if (shown == nullptr || (first && span.witness == *first && shown->witness != *first)) {
        shown = &span;
      }
    }
    reading.text = std::string{text_of(story_, *shown)};
    return {{depth, time, -static_cast<std::int64_t>(carriers.size()), unit_reading.key}, std::move(reading)};
  }

  [[nodiscard]] ReadingSpan first_span_of(VariationUnit const& unit, Reading const& reading) const {
    for (UnitReading const& candidate : unit.readings) {
      for (ReadingSpan const& span : candidate.spans) {
        if (text_of(story_, span) == reading.text && span_in_bytes(story_, span) == shown_span(reading)) {
          return span;
        }
      }
    }
    return unit.readings.front().spans.front();
  }

  [[nodiscard]] static Span shown_span(Reading const& reading) {
    auto const found = std::find_if(reading.spans.begin(), reading.spans.end(), [&](Span const& span) {
      return reading.first && span.document == *reading.first;
    });
    return found == reading.spans.end() ? reading.spans.front() : *found;
  }

  StoryTellings const& story_;
  std::span<Facts const> facts_;
  Lineage const& lineage_;
  QuoteHabits const& habits_;
};

/// A telling that disagrees with itself: no fact changed on the way, so it stays below what counts as a changed fact.
constexpr double severity_of_contradiction = 0.45;

/// One entry a contradiction; it carries its telling's two places as two readings.
void add_contradictions(
  StoryTellings const& story, std::span<Facts const> facts, std::vector<ApparatusEntry>& entries
) {
  for (WitnessIndex witness = 0; witness < facts.size(); ++witness) {
    for (SelfContradiction const& found : facts[witness].contradictions) {
      ApparatusEntry entry;
      entry.kind = VariationKind::Contradiction;
      entry.severity = severity_of_contradiction;
      for (TokenRange const place : {found.first, found.second}) {
        ReadingSpan const span{witness, place};
        entry.readings.push_back(
          {std::string{text_of(story, span)}, story.tellings[witness].id, {span_in_bytes(story, span)}}
        );
      }
      entry.label = "one telling against itself: " + entry.readings[0].text + " / " + entry.readings[1].text;
      entry.note = found.reason;
      entries.push_back(std::move(entry));
    }
  }
}

}  // namespace

std::vector<ApparatusEntry> ApparatusBuilder::build(
  StoryTellings const& story, std::span<Facts const> facts, std::span<VariationUnit const> units, Stemma const& stemma
) const {
  Lineage const lineage{story, stemma};
  QuoteHabits const habits{units, lineage, story.tellings.size()};
  EntryMaker const maker{story, facts, lineage, habits};
  std::vector<ApparatusEntry> entries;
  for (VariationUnit const& unit : units) {
    auto const may_matter = unit.readings.size() > 1 || unit.kind == VariationKind::Detail;
    if (!may_matter) {
      continue;
    }
    auto entry = maker.make(split_by_descent(unit, lineage, story.tellings.size()));
    if (entry.severity >= least_severity) {
      entries.push_back(std::move(entry));
    }
  }
  add_contradictions(story, facts, entries);
  // Units come in the order of the text; among equals that order stays.
  std::stable_sort(entries.begin(), entries.end(), [](ApparatusEntry const& a, ApparatusEntry const& b) {
    return a.severity > b.severity;
  });
  return entries;
}

}  // namespace stemma
