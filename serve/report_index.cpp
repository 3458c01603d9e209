// SPDX-License-Identifier: Apache-2.0
#include "serve/report_index.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <simdjson.h>

#include "serve/json_text.hpp"
#include "stemma/error.hpp"

namespace stemma::serve {

namespace {

constexpr double kFactChanged = 0.5;  // docs/report-schema: from this severity on a fact changed

/// The whole file, with the bytes behind its end that the parser may look at.
std::string contents_of(std::filesystem::path const& path) {
  std::ifstream file{path, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
  if (!file || file.bad()) {
    throw Error{ErrorKind::NoInput, "cannot read " + path.string()};
  }
  return bytes;
}

std::string number_text(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  return text.ends_with('.') ? text + '0' : text;
}

/// What the list of stories shows of one.
std::string line_of(simdjson::dom::element const& story) {
  std::uint64_t const id = story["id"];
  std::string_view const title = story["title"];
  std::uint64_t const origins = story["origins"];
  std::size_t changes = 0;
  double gravest = 0;
  for (simdjson::dom::element const entry : simdjson::dom::array{story["apparatus"]}) {
    double const severity = entry["severity"];
    changes += severity >= kFactChanged ? 1 : 0;
    gravest = std::max(gravest, severity);
  }
  std::string line = "{\"id\":" + std::to_string(id) + ",\"title\":" + json_text(title) + ",\"documents\":[";
  bool is_first = true;
  for (simdjson::dom::element const document : simdjson::dom::array{story["documents"]}) {
    line += (is_first ? "" : ",") + json_text(std::string_view{document});
    is_first = false;
  }
  return line + "],\"origins\":" + std::to_string(origins) + ",\"changes\":" + std::to_string(changes) +
         ",\"worst_severity\":" + number_text(gravest) + "}";
}

}  // namespace

ReportIndex::ReportIndex(std::filesystem::path const& path) : json_{contents_of(path)} {
  try {
    index();
  } catch (simdjson::simdjson_error const& error) {
    throw Error{
      ErrorKind::NoInput, path.string() + " is no report of `stemma trace --json` (" + error.what() +
                            "); make one: stemma trace PATH... --json " + path.string()};
  }
}

void ReportIndex::index() {
  json_.reserve(json_.size() + simdjson::SIMDJSON_PADDING);
  simdjson::ondemand::parser walker;
  simdjson::dom::parser reader;
  auto walked = walker.iterate(json_.data(), json_.size(), json_.capacity());
  simdjson::ondemand::object report = walked.get_object();
  if (std::string_view{report["schema"]} != "stemma.report/1") {
    throw simdjson::simdjson_error{simdjson::INCORRECT_TYPE};
  }
  for (auto value : simdjson::ondemand::array{report["documents"]}) {
    std::string_view const raw = simdjson::ondemand::object{value}.raw_json();
    std::string_view const id = reader.parse(raw.data(), raw.size())["id"];
    documents_.emplace(id, raw);
  }
  stories_json_ = "[";
  for (auto value : simdjson::ondemand::array{report["stories"]}) {
    std::string_view const raw = simdjson::ondemand::object{value}.raw_json();
    simdjson::dom::element const story = reader.parse(raw.data(), raw.size());
    stories_json_ += (stories_.empty() ? "" : ",") + line_of(story);
    stories_.emplace(std::uint64_t{story["id"]}, raw);
  }
  stories_json_ += "]";
}

std::string_view ReportIndex::story(std::uint64_t id) const {
  auto const found = stories_.find(id);
  return found == stories_.end() ? std::string_view{} : found->second;
}

std::string_view ReportIndex::document(std::string const& id) const {
  auto const found = documents_.find(id);
  return found == documents_.end() ? std::string_view{} : found->second;
}

}  // namespace stemma::serve
