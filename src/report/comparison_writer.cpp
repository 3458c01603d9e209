// SPDX-License-Identifier: Apache-2.0
#include "report/comparison_writer.hpp"

#include <ostream>
#include <string_view>

#include "report/json_stream.hpp"
#include "report/report_json.hpp"
#include "stemma/version.hpp"

namespace stemma {

namespace {

std::string_view name_of_link(LinkKind kind) {
  switch (kind) {
    case LinkKind::Same:
      return "same";
    case LinkKind::Inflected:
      return "inflected";
    case LinkKind::Synonym:
      return "synonym";
    case LinkKind::Spelling:
      return "spelling";
    case LinkKind::Replaced:
      break;
  }
  return "replaced";
}

/// Writes the parts of a comparison.
class ComparisonJson {
 public:
  ComparisonJson(JsonStream& json, Comparison const& comparison) : json_{json}, comparison_{comparison} {}

  void text(std::string_view key, std::string_view value) {
    json_.key(key);
    json_.string(value);
  }

  void number(std::string_view key, double value) {
    json_.key(key);
    json_.number(value);
  }

  void side(std::string_view key, DocId id, double share) {
    Document const& document = comparison_.report.documents[index_of(id)];
    json_.key(key);
    json_.begin_object();
    text("id", document.id);
    json_.key("title");
    json_.string_or_null(document.title);
    text("source", document.source);
    text("language", document.language);
    text("text", document.text);
    number("share", share);
    json_.end_object();
  }

  void passage(ComparedPassage const& compared) {
    json_.begin_object();
    text("kind", name_of(compared.passage.kind));
    number("similarity", compared.passage.similarity);
    json_.key("left");
    bytes(compared.passage.left);
    json_.key("right");
    bytes(compared.passage.right);
    json_.key("words");
    json_.begin_array();
    for (LinkedWords const& match : compared.words) {
      json_.begin_object();
      text("kind", name_of_link(match.kind));
      json_.key("left");
      bytes(match.left);
      json_.key("right");
      bytes(match.right);
      json_.end_object();
    }
    json_.end_array();
    spans("only_left", compared.only_left);
    spans("only_right", compared.only_right);
    json_.end_object();
  }

  void stretch(Stretch const& stretch) {
    json_.begin_object();
    json_.key("left");
    bytes(stretch.left);
    json_.key("right");
    bytes(stretch.right);
    json_.end_object();
  }

  void difference(FactDifference const& difference) {
    json_.begin_object();
    text("kind", name_of(difference.kind));
    number("severity", difference.severity);
    text("label", difference.label);
    spans("left", difference.left);
    spans("right", difference.right);
    json_.end_object();
  }

  void notices() {
    json_.key("notices");
    json_.begin_array();
    for (InputNote const& note : comparison_.report.notices) {
      json_.string(note.source + ": " + note.reason);
    }
    json_.end_array();
  }

 private:
  void bytes(Span const& span) {
    json_.begin_array();
    json_.integer(span.begin_byte);
    json_.integer(span.end_byte);
    json_.end_array();
  }

  void spans(std::string_view key, std::vector<Span> const& all) {
    json_.key(key);
    json_.begin_array();
    for (Span const& span : all) {
      bytes(span);
    }
    json_.end_array();
  }

  JsonStream& json_;
  Comparison const& comparison_;
};

}  // namespace

void ComparisonWriter::write(Comparison const& comparison, std::ostream& out) const {
  JsonStream json{out, JsonPlace::File};
  ComparisonJson parts{json, comparison};
  json.begin_object();
  parts.text("schema", "stemma.comparison/1");
  json.key("generator");
  json.begin_object();
  parts.text("name", "stemma");
  parts.text("version", STEMMA_VERSION);
  json.end_object();
  parts.side("left", comparison.left, comparison.share_left);
  parts.side("right", comparison.right, comparison.share_right);
  json.key("passages");
  json.begin_array();
  for (ComparedPassage const& passage : comparison.passages) {
    parts.passage(passage);
  }
  json.end_array();
  json.key("stretches");
  json.begin_array();
  for (Stretch const& stretch : comparison.stretches) {
    parts.stretch(stretch);
  }
  json.end_array();
  json.key("differences");
  json.begin_array();
  for (FactDifference const& difference : comparison.differences) {
    parts.difference(difference);
  }
  json.end_array();
  parts.notices();
  json.end_object();
  out << '\n';
}

}  // namespace stemma
