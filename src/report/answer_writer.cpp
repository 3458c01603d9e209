// SPDX-License-Identifier: Apache-2.0
#include "report/answer_writer.hpp"

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "report/json_stream.hpp"
#include "report/time_text.hpp"

namespace stemma {

namespace {

/// Writes the parts of an answer.
class AnswerJson {
 public:
  explicit AnswerJson(JsonStream& json) : json_{json} {}

  void answer(ArchiveAnswer const& answer) {
    json_.begin_object();
    text("format", "stemma.answer/1");
    integer("suspects", answer.suspects);
    integer("looked_at", answer.looked_at);
    json_.key("matches");
    json_.begin_array();
    for (auto const& match : answer.matches) {
      this->match(match);
    }
    json_.end_array();
    texts("damaged", answer.damaged);
    json_.end_object();
  }

  void story(ArchiveStory const& story) {
    json_.begin_object();
    integer("story", story.story);
    json_.key("title");
    json_.string_or_null(story.title);
    integer("documents", story.documents);
    time("first_published", story.first_published);
    time("last_published", story.last_published);
    json_.end_object();
  }

  void stats(ArchiveStats const& stats) {
    json_.begin_object();
    integer("documents", stats.documents);
    integer("stories", stats.stories);
    integer("text_bytes", stats.text_bytes);
    texts("damaged", stats.damaged);
    json_.end_object();
  }

 private:
  void texts(std::string_view key, std::vector<std::string> const& values) {
    json_.key(key);
    json_.begin_array();
    for (auto const& value : values) {
      json_.string(value);
    }
    json_.end_array();
  }

  void time(std::string_view key, std::optional<UtcTime> const& value) {
    json_.key(key);
    if (value) {
      json_.string(iso_text(*value));
    } else {
      json_.null();
    }
  }

  void text(std::string_view key, std::string_view value) {
    json_.key(key);
    json_.string(value);
  }

  void integer(std::string_view key, std::uint64_t value) {
    json_.key(key);
    json_.integer(static_cast<std::int64_t>(value));
  }

  void span(std::string_view key, std::uint32_t begin, std::uint32_t end) {
    json_.key(key);
    json_.begin_array();
    json_.integer(begin);
    json_.integer(end);
    json_.end_array();
  }

  void match(ArchiveMatch const& match) {
    auto const& document = match.document;
    json_.begin_object();
    text("id", document.id);
    integer("story", document.story);
    json_.key("title");
    json_.string_or_null(document.title);
    json_.key("outlet");
    json_.string_or_null(document.outlet);
    time("published", document.published);
    text("language", document.language);
    text("source", document.source);
    json_.key("share_question");
    json_.number(match.share_question);
    json_.key("share_document");
    json_.number(match.share_document);
    json_.key("passages");
    json_.begin_array();
    for (auto const& passage : match.passages) {
      json_.begin_object();
      integer("words", passage.words);
      span("question", passage.question_begin_byte, passage.question_end_byte);
      span("document", passage.document_begin_byte, passage.document_end_byte);
      text("text", passage.text);
      json_.end_object();
    }
    json_.end_array();
    json_.end_object();
  }

  JsonStream& json_;
};

}  // namespace

void AnswerWriter::write(ArchiveAnswer const& answer, std::ostream& out) const {
  JsonStream json{out, JsonPlace::File};
  AnswerJson{json}.answer(answer);
  out << '\n';
}

void AnswerWriter::write(std::span<ArchiveStory const> stories, std::ostream& out) const {
  JsonStream json{out, JsonPlace::File};
  AnswerJson answer{json};
  json.begin_array();
  for (auto const& story : stories) {
    answer.story(story);
  }
  json.end_array();
  out << '\n';
}

void AnswerWriter::write(ArchiveStats const& stats, std::ostream& out) const {
  JsonStream json{out, JsonPlace::File};
  AnswerJson{json}.stats(stats);
  out << '\n';
}

}  // namespace stemma
