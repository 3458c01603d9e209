// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "stemma/model.hpp"

namespace stemma::testing {

/// A report with one story and no text to speak of; enough to draw.
class SampleReport {
 public:
  SampleReport() {
    report_.stories.emplace_back();
    report_.stories.front().title = "Levee breaks at Vranjevo";
  }

  /// A telling with an hour of 16 April 2026, or none.
  SampleReport& telling(std::string id, std::optional<int> hour) {
    Document document;
    document.id = std::move(id);
    document.title = "Levee breaks at Vranjevo";
    document.text = "Levee breaks at Vranjevo\nWater came at dawn.";
    document.language = "en";
    if (hour) {
      document.published = UtcTime{std::chrono::hours{24 * 20559 + *hour}};
    }
    stemma().witnesses.push_back(DocId{static_cast<std::uint32_t>(report_.documents.size())});
    report_.documents.push_back(std::move(document));
    return *this;
  }

  SampleReport& lost(std::uint32_t count) {
    stemma().lost_sources = count;
    return *this;
  }

  /// Nodes by number: tellings in the order given, lost sources after them.
  SampleReport& edge(std::uint32_t parent, std::uint32_t child, double share, Direction direction = Direction::Known) {
    stemma().edges.push_back({NodeId{parent}, NodeId{child}, direction, 0.9, share, {}, std::nullopt});
    return *this;
  }

  [[nodiscard]] Stemma& stemma() { return report_.stories.front().stemma; }

  [[nodiscard]] Report& report() { return report_; }

 private:
  Report report_;
};

}  // namespace stemma::testing
