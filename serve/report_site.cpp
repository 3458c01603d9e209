// SPDX-License-Identifier: Apache-2.0
#include "serve/report_site.hpp"

#include <sstream>
#include <string_view>

#include "serve/compare_texts.hpp"
#include "serve/openapi.hpp"
#include "stemma/report_writers.hpp"
#include "stemma/version.hpp"

namespace stemma::serve {

namespace {

constexpr std::string_view kStory = "/api/v1/stories/";
constexpr std::string_view kDocument = "/api/v1/documents/";

std::string page_of(std::string_view json) {
  std::ostringstream out;
  write_page_of_json(json, out);
  return std::move(out).str();
}

/// A part of the report, or why there is none.
Reply part(std::string_view bytes, std::string_view missing) {
  return bytes.empty() ? error_reply(404, missing) : lasting_reply(bytes);
}

}  // namespace

ReportSite::ReportSite(std::filesystem::path const& report)
    : index_{report}, page_{kept_bytes(page_of(index_.report()))} {}

Reply ReportSite::answer(Query const& query) const {
  std::string_view const path = query.path;
  if (path == "/api/v1/compare") {
    return query.method == "POST" ? compared_texts(query.body) : not_that_way("POST");
  }
  if (query.method != "GET") {
    return not_that_way("GET, HEAD");
  }
  if (path == "/" || path == "/index.html") {
    return kept_reply(page_, "text/html; charset=utf-8");
  }
  if (path == "/api/v1/report") {
    return lasting_reply(index_.report());
  }
  if (path == "/api/v1/stories") {
    return lasting_reply(index_.stories());
  }
  if (path == "/api/v1/openapi.json") {
    return lasting_reply(openapi());
  }
  if (path == "/api/v1/health") {
    return {
      200, "application/json",
      "{\"version\":\"" + std::string{STEMMA_VERSION} + "\",\"stories\":" + std::to_string(index_.story_count()) +
        ",\"documents\":" + std::to_string(index_.document_count()) + "}\n"};
  }
  if (path.starts_with(kStory)) {
    auto const id = number_in(path.substr(kStory.size()));
    return part(id ? index_.story(*id) : std::string_view{}, "there is no story of this number");
  }
  if (path.starts_with(kDocument)) {
    return part(index_.document(std::string{path.substr(kDocument.size())}), "there is no document of this id");
  }
  return nothing_here();
}

}  // namespace stemma::serve
