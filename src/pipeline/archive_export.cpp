// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/archive_state.hpp"
#include "report/json_stream.hpp"
#include "report/node_names.hpp"
#include "report/number_text.hpp"
#include "report/time_text.hpp"
#include "stemma/archive.hpp"

namespace stemma {

namespace {

/// Rows with named fields, as JSON objects or as lines of CSV (RFC 4180). All rows of a table have the same fields.
class Table {
 public:
  Table(ArchiveForm form, std::ostream& out, std::vector<std::string_view> fields)
      : form_{form}, out_{out}, fields_{std::move(fields)} {
    if (form_ == ArchiveForm::Csv) {
      for (std::size_t i = 0; i < fields_.size(); ++i) {
        out_ << (i == 0 ? "" : ",") << fields_[i];
      }
      out_ << "\r\n";
    }
  }

  Table& text(std::string_view value) {
    begin_value();
    if (form_ == ArchiveForm::Jsonl) {
      JsonStream{out_, JsonPlace::File}.string(value);
    } else if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
      out_ << value;
    } else {
      out_ << '"';
      for (char const c : value) {
        out_ << (c == '"' ? "\"\"" : std::string_view{&c, 1});
      }
      out_ << '"';
    }
    return *this;
  }

  Table& bare(std::string_view value) {
    begin_value();
    out_ << value;
    return *this;
  }

  Table& none() { return bare(form_ == ArchiveForm::Jsonl ? "null" : ""); }

  Table& integer(std::uint64_t value) { return bare(std::to_string(value)); }

  Table& number(double value) { return bare(number_text(value, 4)); }

  Table& time(std::optional<UtcTime> const& value) { return value ? text(iso_text(*value)) : none(); }

  Table& text_or_none(std::optional<std::string> const& value) { return value ? text(*value) : none(); }

  void end_row() {
    out_ << (form_ == ArchiveForm::Jsonl ? "}\n" : "\r\n");
    column_ = 0;
  }

 private:
  void begin_value() {
    if (form_ == ArchiveForm::Jsonl) {
      out_ << (column_ == 0 ? "{\"" : ",\"") << fields_[column_] << "\":";
    } else if (column_ > 0) {
      out_ << ',';
    }
    ++column_;
  }

  ArchiveForm form_;
  std::ostream& out_;
  std::vector<std::string_view> fields_;
  std::size_t column_ = 0;
};

/// Writes one kind of thing, all that the archive has of it.
class Exporting {
 public:
  Exporting(ArchiveStore& store, Options const& options, ArchiveForm form, std::ostream& out)
      : store_{store}, options_{options}, form_{form}, out_{out} {}

  template <typename Announce>
  void documents(Announce const& announce) {
    Table table{form_, out_, {"number", "id", "story", "published", "outlet", "language", "source", "title", "text"}};
    std::uint64_t count = 0;
    for (auto const& [entry, segment] : store_.segments()) {
      for (auto const number : store_.catalogue().numbers_between(entry.first_number, entry.last_number)) {
        auto const known = store_.catalogue().document(number);
        auto const document = known ? store_.document(*known) : std::nullopt;
        if (!document) {
          continue;  // Of a damaged segment; the caller is told.
        }
        table.integer(number).text(document->id).integer(known->story).time(document->published);
        table.text_or_none(document->outlet).text(document->language).text(document->source);
        table.text_or_none(document->title).text(document->text).end_row();
        announce(++count);
      }
    }
  }

  void stories() {
    Table table{form_, out_, {"story", "number", "id", "published", "outlet"}};
    for_each_story([&](std::uint32_t story, std::vector<std::uint32_t> const& members) {
      for (auto const number : members) {
        if (auto const document = store_.catalogue().document(number)) {
          table.integer(story).integer(number).text(document->id).time(document->published);
          table.text_or_none(document->outlet).end_row();
        }
      }
    });
  }

  template <typename Announce>
  void edges(Announce const& announce) {
    Table table{
      form_, out_, {"story", "parent", "child", "is_parent_lost", "is_child_lost", "direction", "confidence", "share"}};
    for_each_report([&](std::uint32_t number, Report const& report) {
      auto const& stemma = report.stories[0].stemma;
      auto const names = node_names(report, stemma);
      auto const is_lost = [&](NodeId node) { return index_of(node) >= stemma.witnesses.size() ? "true" : "false"; };
      for (auto const& edge : stemma.edges) {
        table.integer(number).text(names[index_of(edge.parent)]).text(names[index_of(edge.child)]);
        table.bare(is_lost(edge.parent)).bare(is_lost(edge.child));
        table.text(edge.direction == Direction::Known ? "known" : "unknown");
        table.number(edge.confidence).number(edge.share).end_row();
      }
      announce(number);
    });
  }

  template <typename Announce>
  void apparatus(Announce const& announce) {
    Table table{
      form_,
      out_,
      {"story", "entry", "kind", "severity", "label", "reading", "text", "first", "document", "begin", "end"}};
    for_each_report([&](std::uint32_t number, Report const& report) {
      std::uint64_t entry_number = 0;
      for (auto const& entry : report.stories[0].apparatus) {
        ++entry_number;
        std::uint64_t reading_number = 0;
        for (auto const& reading : entry.readings) {
          ++reading_number;
          for (auto const& span : reading.spans) {
            table.integer(number).integer(entry_number).text(name_of(entry.kind)).number(entry.severity);
            table.text(entry.label).integer(reading_number).text(reading.text);
            reading.first ? table.text(report.documents[index_of(*reading.first)].id) : table.none();
            table.text(report.documents[index_of(span.document)].id).integer(span.begin_byte).integer(span.end_byte);
            table.end_row();
          }
        }
      }
      announce(number);
    });
  }

 private:
  template <typename Take>
  void for_each_story(Take const& take) {
    for (auto const& story : store_.catalogue().stories()) {
      take(story.story, store_.catalogue().members_of(story.story));
    }
  }

  template <typename Take>
  void for_each_report(Take const& take) {
    for_each_story([&](std::uint32_t story, std::vector<std::uint32_t> const& members) {
      std::vector<Document> documents;
      for (auto const number : members) {
        auto const known = store_.catalogue().document(number);
        auto document = known ? store_.document(*known) : std::nullopt;
        if (document) {
          documents.push_back(std::move(*document));
        }
      }
      if (documents.size() > 1) {
        take(story, trace_story(std::move(documents), options_));
      }
    });
  }

  ArchiveStore& store_;
  Options const& options_;
  ArchiveForm form_;
  std::ostream& out_;
};

}  // namespace

std::vector<std::string> Archive::write(ArchiveExport what, ArchiveForm form, std::ostream& out) {
  auto& store = state_->store;
  return store.read([&] {
    Exporting exporting{store, state_->options, form, out};
    std::uint64_t stories = 0;
    auto const announce = [&](std::uint64_t count) { state_->announce("export", count); };
    auto const announce_story = [&](std::uint64_t) { announce(++stories); };
    switch (what) {
      case ArchiveExport::Documents:
        exporting.documents(announce);
        break;
      case ArchiveExport::Stories:
        exporting.stories();
        break;
      case ArchiveExport::Edges:
        exporting.edges(announce_story);
        break;
      case ArchiveExport::Apparatus:
        exporting.apparatus(announce_story);
        break;
    }
    return store.damaged();
  });
}

}  // namespace stemma
