// SPDX-License-Identifier: Apache-2.0
#include "report/page_part.hpp"

#include <algorithm>
#include <string>

namespace stemma {

namespace {

// What the parts of a report take as JSON beside their texts, as counted in reports of made news. Of a span: with the id of its document.
constexpr std::size_t kDocumentBytes = 250;
constexpr std::size_t kNodeBytes = 450;  // edge, place in the drawing
constexpr std::size_t kPassageBytes = 190;
constexpr std::size_t kEntryBytes = 200;
constexpr std::size_t kReadingBytes = 60;
constexpr std::size_t kSpanBytes = 60;
constexpr std::size_t kNoteBytes = 150;

constexpr std::size_t kMostNotes = 10'000;

std::size_t bytes_of(Report const& report, Story const& story) {
  auto bytes = kPassageBytes * story.passages.size();
  for (DocId const id : story.stemma.witnesses) {
    bytes += report.documents[index_of(id)].text.size() + kDocumentBytes + kNodeBytes;
  }
  for (ApparatusEntry const& entry : story.apparatus) {
    bytes += kEntryBytes;
    for (Reading const& reading : entry.readings) {
      bytes += kReadingBytes + reading.text.size() + kSpanBytes * reading.spans.size();
    }
  }
  for (NamedPlace const& place : story.places) {
    bytes += kEntryBytes + kSpanBytes * place.spans.size();
  }
  return bytes;
}

}  // namespace

PagePart part_for_page(Report const& report, std::size_t most_bytes) {
  auto const notes = report.skipped.size() + report.notices.size();
  PagePart part;
  part.has_document.resize(report.documents.size());
  auto bytes = kNoteBytes * std::min(notes, 2 * kMostNotes);
  for (Story const& story : report.stories) {
    bytes += bytes_of(report, story);
    if (bytes > most_bytes && part.stories > 0) {
      break;
    }
    ++part.stories;
    for (DocId const id : story.stemma.witnesses) {
      part.has_document[index_of(id)] = true;
    }
  }
  bool const has_all = part.stories == report.stories.size();
  part.notes = has_all ? notes : kMostNotes;
  if (!has_all) {
    part.left_out.push_back(
      {"page",
       {},
       "room for the largest " + std::to_string(part.stories) + " of " + std::to_string(report.stories.size()) +
         " stories, and their texts; the JSON report has all, of " + std::to_string(report.documents.size()) + " texts"}
    );
  }
  return part;
}

}  // namespace stemma
