// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "stemma/report_writers.hpp"

namespace stemma::pages {

inline constexpr std::int64_t DAWN = 20559 * std::int64_t{86400} + 5 * 3600;  // 2026-04-16T05:00:00Z

/// Builds a report from the outside in: documents first, then what was found in them.
class ReportBuilder {
 public:
  DocId document(std::string id, std::optional<std::string> outlet, std::string title, std::string body) {
    Document document;
    document.id = std::move(id);
    document.outlet = std::move(outlet);
    document.text = title + "\n" + std::move(body);
    document.title = std::move(title);
    document.source = "articles/" + document.id + ".txt";
    document.language = "en";
    report.documents.push_back(std::move(document));
    return DocId{static_cast<std::uint32_t>(report.documents.size() - 1)};
  }

  void publish(DocId id, std::int64_t minutes) {
    report.documents[index_of(id)].published = UtcTime{std::chrono::seconds{DAWN + minutes * 60}};
  }

  [[nodiscard]] Span span(DocId id, std::string const& words) const {
    std::size_t const begin = report.documents[index_of(id)].text.find(words);
    if (begin == std::string::npos) {
      throw std::logic_error{"no such words in " + report.documents[index_of(id)].id + ": " + words};
    }
    return {id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
  }

  [[nodiscard]] Reading reading(
    std::string const& words, std::optional<DocId> first, std::vector<DocId> const& carriers
  ) const {
    Reading reading{words, first, {}};
    for (DocId const carrier : carriers) {
      reading.spans.push_back(span(carrier, words));
    }
    return reading;
  }

  Report report;
};

inline StemmaEdge edge(std::uint32_t parent, std::uint32_t child, double confidence, double share) {
  return {NodeId{parent}, NodeId{child}, Direction::Known, confidence, share, {}, std::nullopt};
}

/// Texts that try to be more than text, in every field that comes from outside.
[[nodiscard]] Report hostile_report();

/// Documents with one text word for word, and tellings that move, drop and add sentences beside each other.
[[nodiscard]] Report copies_report();

/// A story of 250 tellings, with 120 entries.
[[nodiscard]] Report many_report();

/// 1,500 stories of two tellings, and before them one of two long texts.
[[nodiscard]] Report pile_report();

}  // namespace stemma::pages
