// SPDX-License-Identifier: Apache-2.0
#include "report/report_json.hpp"

#include <algorithm>
#include <span>
#include <string_view>

#include "report/drawing_json.hpp"
#include "report/node_names.hpp"
#include "report/stemma_drawer.hpp"
#include "report/time_text.hpp"
#include "stemma/version.hpp"

namespace stemma {

std::string_view name_of(PassageKind kind) {
  switch (kind) {
    case PassageKind::Verbatim:
      return "verbatim";
    case PassageKind::Edited:
      return "edited";
    case PassageKind::Reworded:
      break;
  }
  return "reworded";
}

namespace {

/// Writes the parts of a report; knows the names that ids stand for.
class ReportJson {
 public:
  ReportJson(JsonStream& json, Report const& report) : json_{json}, report_{report} {}

  void documents(PagePart const* part) {
    for (std::size_t i = 0; i < report_.documents.size(); ++i) {
      if (part != nullptr && !part->has_document[i]) {
        continue;
      }
      Document const& document = report_.documents[i];
      json_.begin_object();
      text("id", document.id);
      optional_text("title", document.title);
      optional_text("outlet", document.outlet);
      json_.key("published");
      if (document.published) {
        json_.string(iso_text(*document.published));
      } else {
        json_.null();
      }
      text("source", document.source);
      text("language", document.language);
      text("text", document.text);
      json_.end_object();
    }
  }

  void notes(std::span<InputNote const> notes) {
    for (InputNote const& note : notes) {
      json_.begin_object();
      text("source", note.source);
      json_.key("line");
      if (note.line) {
        json_.integer(static_cast<std::int64_t>(*note.line));
      } else {
        json_.null();
      }
      text("reason", note.reason);
      json_.end_object();
    }
  }

  void story(std::size_t index) {
    Story const& story = report_.stories[index];
    auto const names = node_names(report_, story.stemma);
    json_.begin_object();
    json_.key("id");
    json_.integer(static_cast<std::int64_t>(index));
    text("title", story.title);
    ids("documents", story.stemma.witnesses);
    grouped(story);
    json_.key("origins");
    json_.integer(static_cast<std::int64_t>(story.stemma.origin_groups.size()));
    origin_groups(story.stemma, names);
    json_.key("lost");
    json_.begin_array();
    for (std::size_t node = story.stemma.witnesses.size(); node < names.size(); ++node) {
      json_.string(names[node]);
    }
    json_.end_array();
    edges(story.stemma, names);
    same_texts(story.stemma, names);
    passages(story);
    apparatus(story);
    places(story);
    json_.key("drawing");
    write_drawing(json_, StemmaDrawer{}.draw(report_, story.stemma), names);
    json_.end_object();
  }

 private:
  void text(std::string_view key, std::string_view value) {
    json_.key(key);
    json_.string(value);
  }

  void optional_text(std::string_view key, std::optional<std::string> const& value) {
    json_.key(key);
    json_.string_or_null(value);
  }

  void number(std::string_view key, double value) {
    json_.key(key);
    json_.number(value);
  }

  void grouped(Story const& story) {
    if (!story.grouped) {
      return;
    }
    json_.key("grouped");
    json_.begin_object();
    number("similarity", story.grouped->similarity);
    json_.key("shared");
    json_.begin_array();
    for (std::string const& word : story.grouped->shared) {
      json_.string(word);
    }
    json_.end_array();
    json_.end_object();
  }

  void ids(std::string_view key, std::vector<DocId> const& documents) {
    json_.key(key);
    json_.begin_array();
    for (DocId const document : documents) {
      json_.string(report_.documents[index_of(document)].id);
    }
    json_.end_array();
  }

  void span(Span const& span) {
    json_.begin_object();
    text("document", report_.documents[index_of(span.document)].id);
    json_.key("begin");
    json_.integer(span.begin_byte);
    json_.key("end");
    json_.integer(span.end_byte);
    json_.end_object();
  }

  void origin_groups(Stemma const& stemma, std::vector<std::string> const& names) {
    json_.key("origin_groups");
    json_.begin_array();
    for (OriginGroup const& group : stemma.origin_groups) {
      json_.begin_object();
      text("root", names[index_of(group.root)]);
      ids("documents", group.documents);
      json_.end_object();
    }
    json_.end_array();
  }

  void edges(Stemma const& stemma, std::vector<std::string> const& names) {
    json_.key("edges");
    json_.begin_array();
    for (StemmaEdge const& edge : stemma.edges) {
      json_.begin_object();
      text("parent", names[index_of(edge.parent)]);
      text("child", names[index_of(edge.child)]);
      text("direction", edge.direction == Direction::Known ? "known" : "unknown");
      number("confidence", edge.confidence);
      number("share", edge.share);
      json_.key("evidence");
      json_.begin_array();
      for (Evidence const& evidence : edge.evidence) {
        json_.begin_object();
        text("kind", evidence.kind);
        text("text", evidence.text);
        number("weight", evidence.weight);
        json_.end_object();
      }
      json_.end_array();
      json_.key("runner_up");
      if (edge.runner_up) {
        json_.begin_object();
        text("parent", names[index_of(edge.runner_up->parent)]);
        number("confidence", edge.runner_up->confidence);
        json_.end_object();
      } else {
        json_.null();
      }
      json_.end_object();
    }
    json_.end_array();
  }

  void same_texts(Stemma const& stemma, std::vector<std::string> const& names) {
    json_.key("same_texts");
    json_.begin_array();
    for (SameTexts const& same : stemma.same_texts) {
      json_.begin_object();
      text("node", names[index_of(same.node)]);
      ids("documents", same.documents);
      json_.key("outlets");
      json_.begin_array();
      for (std::string const& outlet : outlets_of(report_, same)) {
        json_.string(outlet);
      }
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  void passages(Story const& story) {
    json_.key("passages");
    json_.begin_array();
    for (std::size_t i = 0; i < story.passages.size(); ++i) {
      Passage const& passage = story.passages[i];
      json_.begin_object();
      json_.key("id");
      json_.integer(static_cast<std::int64_t>(i));
      text("kind", name_of(passage.kind));
      number("similarity", passage.similarity);
      json_.key("spans");
      json_.begin_array();
      span(passage.left);
      span(passage.right);
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  void apparatus(Story const& story) {
    json_.key("apparatus");
    json_.begin_array();
    for (std::size_t i = 0; i < story.apparatus.size(); ++i) {
      ApparatusEntry const& entry = story.apparatus[i];
      json_.begin_object();
      json_.key("id");
      json_.integer(static_cast<std::int64_t>(i));
      text("kind", name_of(entry.kind));
      number("severity", entry.severity);
      text("label", entry.label);
      json_.key("readings");
      json_.begin_array();
      for (Reading const& reading : entry.readings) {
        json_.begin_object();
        text("text", reading.text);
        json_.key("first");
        if (reading.first) {
          json_.string(report_.documents[index_of(*reading.first)].id);
        } else {
          json_.null();
        }
        json_.key("spans");
        json_.begin_array();
        for (Span const& place : reading.spans) {
          span(place);
        }
        json_.end_array();
        json_.end_object();
      }
      json_.end_array();
      optional_text("note", entry.note);
      json_.end_object();
    }
    json_.end_array();
  }

  void places(Story const& story) {
    json_.key("places");
    json_.begin_array();
    for (NamedPlace const& place : story.places) {
      json_.begin_object();
      text("name", place.name);
      text("region", place.region);
      text("country", place.country);
      if (!place.country.empty()) {
        number("latitude", place.latitude);
        number("longitude", place.longitude);
      }
      json_.key("spans");
      json_.begin_array();
      for (Span const& where : place.spans) {
        span(where);
      }
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  JsonStream& json_;
  Report const& report_;
};

}  // namespace

void write_report(
  JsonStream& json,
  Report const& report,
  Timings timings,
  std::vector<std::string> const& side_by_side,
  PagePart const* part
) {
  auto const stories = part == nullptr ? report.stories.size() : part->stories;
  auto const noted = [&](std::vector<InputNote> const& notes) {
    return std::span{notes}.first(part == nullptr ? notes.size() : std::min(part->notes, notes.size()));
  };
  ReportJson parts{json, report};
  json.begin_object();
  json.key("schema");
  json.string("stemma.report/1");
  json.key("generator");
  json.begin_object();
  json.key("name");
  json.string("stemma");
  json.key("version");
  json.string(STEMMA_VERSION);
  json.end_object();
  if (!side_by_side.empty()) {
    json.key("side_by_side");
    json.begin_array();
    for (std::string const& id : side_by_side) {
      json.string(id);
    }
    json.end_array();
  }
  json.key("documents");
  json.begin_array();
  parts.documents(part);
  json.end_array();
  json.key("skipped");
  json.begin_array();
  parts.notes(noted(report.skipped));
  json.end_array();
  json.key("notices");
  json.begin_array();
  if (part != nullptr) {
    parts.notes(part->left_out);
  }
  parts.notes(noted(report.notices));
  json.end_array();
  json.key("stories");
  json.begin_array();
  for (std::size_t i = 0; i < stories; ++i) {
    parts.story(i);
  }
  json.end_array();
  json.key("nearest_not_merged");
  json.begin_array();
  for (NearestStories const& nearest : report.nearest_not_merged) {
    if (nearest.left >= stories || nearest.right >= stories) {
      continue;
    }
    json.begin_object();
    json.key("stories");
    json.begin_array();
    json.integer(nearest.left);
    json.integer(nearest.right);
    json.end_array();
    json.key("similarity");
    json.number(nearest.similarity);
    json.end_object();
  }
  json.end_array();
  json.key("timings");
  json.begin_array();
  for (StageTiming const& timing : report.timings) {
    if (timings == Timings::Written) {
      json.begin_object();
      json.key("stage");
      json.string(timing.stage);
      json.key("seconds");
      json.number(timing.seconds);
      json.end_object();
    }
  }
  json.end_array();
  json.end_object();
}

}  // namespace stemma
