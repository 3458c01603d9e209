// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "follow/news.hpp"

namespace stemma::follow {

namespace {

using Json = nlohmann::ordered_json;

template <typename Value>
Json or_null(std::optional<Value> const& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json time_of(std::optional<UtcTime> const& time) {
  if (!time) {
    return nullptr;
  }
  auto const day = std::chrono::floor<std::chrono::days>(*time);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const clock{*time - day};
  std::array<char, 32> text{};
  static_cast<void>(std::snprintf(
    text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
    static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count())
  ));
  return text.data();
}

/// In one line; what is not UTF-8 becomes U+FFFD.
std::string line_of(Json const& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string line_of(NewDocument const& added, std::size_t tellings, bool is_traced) {
  auto const& document = added.document;
  Json line{
    {"news", "document"},
    {"id", document.id},
    {"story", document.story},
    {"tellings", tellings},
    {"title", or_null(document.title)},
    {"outlet", or_null(document.outlet)},
    {"published", time_of(document.published)},
    {"language", document.language},
    {"source", document.source},
    {"traced", is_traced}};
  auto& sources = line["sources"] = Json::array();
  for (auto const& source : added.sources) {
    sources.push_back({{"id", source.id}, {"confidence", source.confidence}});
  }
  auto& changes = line["changes"] = Json::array();
  for (auto const& change : added.changes) {
    changes.push_back(
      {{"kind", change.kind},
       {"severity", change.severity},
       {"label", change.label},
       {"before", change.before},
       {"now", change.now},
       {"before_in", or_null(change.source)}}
    );
  }
  return line_of(line);
}

}  // namespace

std::string json_lines(News const& news) {
  std::string lines;
  for (auto const& story : news.stories) {
    for (auto const& added : story.added) {
      lines += line_of(added, story.tellings, story.is_traced);
    }
  }
  for (auto const& added : news.alone) {
    lines += line_of(added, 1, true);
  }
  for (auto const& note : news.notes) {
    lines += line_of({{"news", "note"}, {"source", note.source}, {"line", or_null(note.line)}, {"reason", note.reason}});
  }
  lines += line_of(
    {{"news", "round"},
     {"documents", news.documents},
     {"known", news.known},
     {"skipped", news.skipped},
     {"not_told", news.not_told}}
  );
  return lines;
}

}  // namespace stemma::follow
