// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "stemma/model.hpp"

namespace stemma {

/// A report about four tellings of one event: b from a, c from b and also from d, whose direction to a is unknown.
inline Report sample_report() {
  Report report;
  auto const add = [&](std::string id, std::string outlet, int minute, std::string text) {
    Document document;
    document.id = std::move(id);
    document.outlet = std::move(outlet);
    document.published =
      UtcTime{std::chrono::sys_days{std::chrono::year{2026} / 4 / 16}} + std::chrono::minutes{minute};
    document.source = "pile.jsonl";
    document.language = "en";
    document.text = std::move(text);
    report.documents.push_back(std::move(document));
  };
  add("a", "The Harbour Post", 312, "187 passengers were taken off the ferry.");
  add("b", "Orbit", 400, "178 passengers were taken off.");
  add("c", "PulseWire", 500, "178 passengers were saved.");
  add("d", "Aegean Daily", 310, "All 187 passengers are safe.");
  Story story;
  story.title = "Ferry Runs Aground Off Milos";
  story.stemma.witnesses = {DocId{0}, DocId{1}, DocId{2}, DocId{3}};
  auto const link =
    [&](std::uint32_t parent, std::uint32_t child, Direction direction, double confidence, double share) {
      story.stemma.edges.push_back({NodeId{parent}, NodeId{child}, direction, confidence, share, {}, {}});
    };
  link(0, 1, Direction::Known, 0.86, 0.81);
  link(1, 2, Direction::Known, 0.97, 0.6);
  link(3, 2, Direction::Unknown, 0.4, 0.3);
  story.stemma.origin_groups = {{NodeId{0}, {DocId{0}, DocId{1}, DocId{2}}}, {NodeId{3}, {DocId{2}, DocId{3}}}};
  ApparatusEntry entry;
  entry.kind = VariationKind::Number;
  entry.severity = 0.9;
  entry.label = "how many passengers";
  entry.readings.push_back({"187 passengers", DocId{3}, {{DocId{0}, 0, 14}, {DocId{3}, 4, 18}}});
  entry.readings.push_back({"178", DocId{1}, {{DocId{1}, 0, 3}, {DocId{2}, 0, 3}}});
  story.apparatus.push_back(std::move(entry));
  report.stories.push_back(std::move(story));
  return report;
}

}  // namespace stemma
