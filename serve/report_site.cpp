// SPDX-License-Identifier: Apache-2.0
#include "serve/report_site.hpp"

#include <charconv>
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

Reply lasting(std::string_view bytes, std::string_view missing) {
  if (bytes.empty()) {
    return error_reply(404, missing);
  }
  Reply reply;
  reply.lasting = bytes;
  return reply;
}

}  // namespace

ReportSite::ReportSite(std::filesystem::path const& report) : index_{report}, page_{page_of(index_.report())} {}

Reply ReportSite::answer(Query const& query) const {
  std::string_view const path = query.path;
  if (path == "/api/v1/compare") {
    return query.method == "POST" ? compared_texts(query.body) : not_that_way("POST");
  }
  if (query.method != "GET") {
    return not_that_way("GET, HEAD");
  }
  if (path == "/" || path == "/index.html") {
    Reply reply{200, "text/html; charset=utf-8", {}};
    reply.lasting = page_;
    return reply;
  }
  if (path == "/api/v1/report") {
    return lasting(index_.report(), "");
  }
  if (path == "/api/v1/stories") {
    return lasting(index_.stories(), "");
  }
  if (path == "/api/v1/openapi.json") {
    return lasting(openapi(), "");
  }
  if (path == "/api/v1/health") {
    return {
      200, "application/json",
      "{\"version\":\"" + std::string{STEMMA_VERSION} + "\",\"stories\":" + std::to_string(index_.story_count()) +
        ",\"documents\":" + std::to_string(index_.document_count()) + "}\n"};
  }
  if (path.starts_with(kStory)) {
    std::string_view const text = path.substr(kStory.size());
    std::uint64_t id = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), id);
    bool const is_number = fault == std::errc{} && end == text.data() + text.size();
    return lasting(is_number ? index_.story(id) : std::string_view{}, "there is no story of this number");
  }
  if (path.starts_with(kDocument)) {
    return lasting(index_.document(std::string{path.substr(kDocument.size())}), "there is no document of this id");
  }
  return error_reply(404, "nothing is here; /api/v1/openapi.json lists what is");
}

}  // namespace stemma::serve
