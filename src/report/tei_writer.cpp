// SPDX-License-Identifier: Apache-2.0
#include "report/tei_writer.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "report/time_text.hpp"
#include "report/xml_text.hpp"
#include "stemma/version.hpp"

namespace stemma {

namespace {

/// The place of an entry in the text that is printed.
struct Printed {
  Span span;
  std::size_t entry = 0;
  std::size_t lemma = 0;  ///< Which of the entry's readings stands there.
};

class StoryTei {
 public:
  StoryTei(Report const& report, std::size_t number, std::ostream& out)
      : report_{report}, story_{report.stories[number]}, out_{out} {
    for (std::size_t w = 0; w < story_.stemma.witnesses.size(); ++w) {
      auto const document = story_.stemma.witnesses[w];
      ids_.emplace(document, xml_id("s" + std::to_string(number) + "w", report.documents[index_of(document)].id, w));
    }
    base_ = base();
    choose_places();
  }

  void write() {
    out_ << "<TEI>\n<teiHeader>\n<fileDesc>\n<titleStmt><title>" << xml_text(story_.title)
         << "</title></titleStmt>\n<publicationStmt><p>Made by Stemma " << STEMMA_VERSION
         << " from the texts named below.</p></publicationStmt>\n<sourceDesc>\n<listWit>\n";
    for (auto const document : story_.stemma.witnesses) {
      witness(document);
    }
    out_ << "</listWit>\n</sourceDesc>\n</fileDesc>\n<encodingDesc><variantEncoding method=\"parallel-segmentation\" "
            "location=\"internal\"/></encodingDesc>\n</teiHeader>\n<text>\n<body>\n";
    body();
    out_ << "</body>\n";
    back();
    out_ << "</text>\n</TEI>\n";
  }

 private:
  [[nodiscard]] DocId base() const {
    auto const& witnesses = story_.stemma.witnesses;
    for (OriginGroup const& group : story_.stemma.origin_groups) {
      if (index_of(group.root) < witnesses.size()) {
        return witnesses[index_of(group.root)];
      }
    }
    return witnesses.front();
  }

  void witness(DocId document) {
    Document const& text = report_.documents[index_of(document)];
    out_ << "<witness xml:id=\"" << ids_.at(document) << "\"><idno>" << xml_text(text.id) << "</idno>";
    if (text.outlet) {
      out_ << " <orgName>" << xml_text(*text.outlet) << "</orgName>";
    }
    if (text.published) {
      out_ << " <date when=\"" << iso_text(*text.published) << "\">" << iso_text(*text.published) << "</date>";
    }
    out_ << "</witness>\n";
  }

  /// Weightier entries come first and take their place; what would overlap goes to the list.
  void choose_places() {
    for (std::size_t entry = 0; entry < story_.apparatus.size(); ++entry) {
      auto const place = place_of(entry);
      if (place) {
        printed_.push_back(*place);
      } else {
        listed_.push_back(entry);
      }
    }
    std::ranges::sort(printed_, {}, [](Printed const& place) { return place.span.begin_byte; });
  }

  [[nodiscard]] std::optional<Printed> place_of(std::size_t entry) const {
    auto const& readings = story_.apparatus[entry].readings;
    std::string_view const text = report_.documents[index_of(base_)].text;
    for (std::size_t r = 0; r < readings.size(); ++r) {
      for (Span const& span : readings[r].spans) {
        auto const words = span.document == base_ ? text.substr(span.begin_byte, span.end_byte - span.begin_byte) : "";
        bool const overlaps = std::ranges::any_of(printed_, [&](Printed const& other) {
          return span.begin_byte < other.span.end_byte && other.span.begin_byte < span.end_byte;
        });
        if (!words.empty() && words.find('\n') == std::string_view::npos && !overlaps) {
          return Printed{span, entry, r};
        }
      }
    }
    return std::nullopt;
  }

  void body() {
    std::string_view const text = report_.documents[index_of(base_)].text;
    auto place = printed_.begin();
    for (std::size_t begin = 0; begin <= text.size();) {
      auto const end = std::min(text.find('\n', begin), text.size());
      out_ << "<p>";
      auto at = begin;
      for (; place != printed_.end() && place->span.begin_byte < end; ++place) {
        out_ << xml_text(text.substr(at, place->span.begin_byte - at));
        app(
          place->entry, text.substr(place->span.begin_byte, place->span.end_byte - place->span.begin_byte), place->lemma
        );
        at = place->span.end_byte;
      }
      out_ << xml_text(text.substr(at, end - at)) << "</p>\n";
      begin = end + 1;
      while (begin < text.size() && text[begin] == '\n') {
        ++begin;
      }
    }
  }

  void back() {
    if (listed_.empty()) {
      return;
    }
    out_ << "<back>\n<listApp>\n";
    for (auto const entry : listed_) {
      app(entry, {}, std::nullopt);
      out_ << '\n';
    }
    out_ << "</listApp>\n</back>\n";
  }

  void app(std::size_t number, std::string_view printed, std::optional<std::size_t> lemma) {
    ApparatusEntry const& entry = story_.apparatus[number];
    out_ << "<app type=\"" << name_of(entry.kind) << "\">";
    if (lemma) {
      out_ << "<lem wit=\"" << carriers(entry.readings[*lemma]) << "\">" << xml_text(printed) << "</lem>";
    }
    for (std::size_t r = 0; r < entry.readings.size(); ++r) {
      if (r != lemma) {
        out_ << "<rdg wit=\"" << carriers(entry.readings[r]) << "\">" << xml_text(entry.readings[r].text) << "</rdg>";
      }
    }
    if (!entry.label.empty()) {
      out_ << "<note>" << xml_text(entry.label) << "</note>";
    }
    out_ << "</app>";
  }

  [[nodiscard]] std::string carriers(Reading const& reading) const {
    std::string names;
    std::optional<DocId> last;
    for (Span const& span : reading.spans) {
      if (span.document != last) {
        names += (names.empty() ? "#" : " #") + ids_.at(span.document);
        last = span.document;
      }
    }
    return names;
  }

  Report const& report_;
  Story const& story_;
  std::ostream& out_;
  std::map<DocId, std::string> ids_;
  DocId base_{};
  std::vector<Printed> printed_;     ///< Sorted by place.
  std::vector<std::size_t> listed_;  ///< Entries without a place in the printed text.
};

}  // namespace

void TeiWriter::write(Report const& report, std::ostream& out) const {
  out
    << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n<teiHeader>\n<fileDesc>\n"
       "<titleStmt><title>How stories spread</title></titleStmt>\n<publicationStmt><p>Made by Stemma "
    << STEMMA_VERSION
    << ".</p></publicationStmt>\n<sourceDesc><p>The texts are named story by story.</p></sourceDesc>\n</fileDesc>\n</teiHeader>\n";
  for (std::size_t s = 0; s < report.stories.size(); ++s) {
    StoryTei{report, s, out}.write();
  }
  if (report.stories.empty()) {
    out
      << "<TEI><teiHeader><fileDesc><titleStmt><title>No story</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
         "<sourceDesc><p>No text was read.</p></sourceDesc></fileDesc></teiHeader><text><body><p/></body></text></TEI>\n";
  }
  out << "</teiCorpus>\n";
}

}  // namespace stemma
