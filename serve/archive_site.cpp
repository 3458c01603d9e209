// SPDX-License-Identifier: Apache-2.0
#include "serve/archive_site.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include <simdjson.h>

#include "serve/compare_texts.hpp"
#include "serve/openapi.hpp"
#include "stemma/error.hpp"
#include "stemma/report_writers.hpp"
#include "stemma/version.hpp"

namespace stemma::serve {

namespace {

constexpr std::string_view kStory = "/api/v1/stories/";
constexpr std::string_view kStoryPage = "/story/";
constexpr std::string_view kStories = "/api/v1/stories";
constexpr std::uint64_t kMostListed = 1000;
constexpr std::uint64_t kUsuallyListed = 20;
constexpr std::size_t kMostKeptBytes = 128U << 20U;
constexpr std::string_view kPageType = "text/html; charset=utf-8";
constexpr std::string_view kJsonType = "application/json";

/// The page, which asks this server: its policy must allow that, and nothing else.
std::string front_page() {
  std::ostringstream out;
  write_page_of_json(R"({"schema":"stemma.archive/1"})", out);
  std::string page = std::move(out).str();
  constexpr std::string_view kPolicy = "default-src 'none';";
  page.insert(page.find(kPolicy) + kPolicy.size(), " connect-src 'self';");
  return page;
}

/// The field of this name, where there is one that is a text; throws simdjson_error where it is something else.
std::optional<std::string> text_field(simdjson::dom::element const& object, char const* name) {
  simdjson::dom::element value;
  if (object[name].get(value) != simdjson::SUCCESS || value.is_null()) {
    return {};
  }
  return std::string{std::string_view{value}};
}

/// What is asked of the archive; throws simdjson_error or Error where it makes no sense.
ArchiveQuestion question_of(std::string_view body) {
  simdjson::dom::parser parser;
  simdjson::dom::element const object = parser.parse(body.data(), body.size());
  ArchiveQuestion question;
  question.text = std::string_view{object["text"]};
  question.outlet = text_field(object, "outlet");
  question.language = text_field(object, "language");
  auto const bound = [&](char const* name, TimeBound which) {
    auto const written = text_field(object, name);
    auto const time = written ? read_bound(*written, which) : std::nullopt;
    if (written && !time) {
      throw Error{
        ErrorKind::BadOption, std::string{name} + " needs a day as 2026-01-31, or a time as 2026-01-31T12:30"};
    }
    return time;
  };
  question.since = bound("since", TimeBound::Since);
  question.until = bound("until", TimeBound::Until);
  std::uint64_t most = 0;
  if (object["most"].get(most) == simdjson::SUCCESS) {
    question.most_matches = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(most, 1, kMostListed));
  }
  return question;
}

/// How many stories are wanted; none where that makes no sense.
std::optional<std::uint64_t> most_stories(Query const& query) {
  std::string_view const wanted = query.parameter("most");
  auto const most = wanted.empty() ? std::optional{kUsuallyListed} : number_in(wanted);
  return most && *most >= 1 && *most <= kMostListed ? most : std::nullopt;
}

/// What is answered alike until the archive changes: stories, and lists of them. Empty for all else.
std::string lasting_address(Query const& query) {
  bool const is_story = query.path.starts_with(kStory) || query.path.starts_with(kStoryPage);
  if (query.method != "GET" || (!is_story && query.path != kStories)) {
    return {};
  }
  return is_story ? query.path : query.path + "?" + std::to_string(most_stories(query).value_or(0));
}

/// The page of a story, which links to the archive.
std::string page_of(std::string_view json) {
  std::ostringstream out;
  write_page_of_json(json.ends_with('\n') ? json.substr(0, json.size() - 1) : json, out);
  std::string page = std::move(out).str();
  constexpr std::string_view kHead = "<head>";
  page.insert(page.find(kHead) + kHead.size(), "\n<meta name=\"stemma-archive\" content=\"../\">");
  return page;
}

}  // namespace

/// A handle on the archive that nobody else has meanwhile.
class ArchiveSite::Lease {
 public:
  explicit Lease(ArchiveSite const& site) : site_{site} {
    std::unique_lock lock{site.mutex_};
    site.is_free_.wait(lock, [&] { return !site.idle_.empty(); });
    archive_ = std::move(site.idle_.back());
    site.idle_.pop_back();
  }

  ~Lease() {
    {
      std::lock_guard const lock{site_.mutex_};
      site_.idle_.push_back(std::move(archive_));
    }
    site_.is_free_.notify_one();
  }

  Lease(Lease const&) = delete;
  Lease& operator=(Lease const&) = delete;

  Archive* operator->() const { return archive_.get(); }

 private:
  ArchiveSite const& site_;
  std::unique_ptr<Archive> archive_;
};

ArchiveSite::ArchiveSite(std::filesystem::path folder, unsigned handles)
    : page_{kept_bytes(front_page())}, watch_{std::make_unique<Archive>(folder)}, cache_{kMostKeptBytes} {
  Options options;
  options.threads = 1;  // the workers of the server are the threads
  for (unsigned i = 0; i < handles; ++i) {
    idle_.push_back(std::make_unique<Archive>(folder, options));
  }
}

ArchiveSite::~ArchiveSite() = default;

std::uint64_t ArchiveSite::generation() const {
  std::lock_guard const lock{watch_mutex_};
  return watch_->generation();
}

bool ArchiveSite::is_slow(Query const& query) const {
  if (query.path == "/" || query.path == "/api/v1/openapi.json" || query.path == "/api/v1/health") {
    return false;
  }
  std::string const address = lasting_address(query);
  return address.empty() || cache_.find(address, generation()) == nullptr;
}

Reply ArchiveSite::answer(Query const& query) const {
  std::string_view const path = query.path;
  try {
    if (path == "/api/v1/query" || path == "/api/v1/compare") {
      return query.method != "POST"    ? not_that_way("POST")
             : path == "/api/v1/query" ? asked(query.body)
                                       : compared_texts(query.body);
    }
    if (query.method != "GET") {
      return not_that_way("GET, HEAD");
    }
    if (path == "/" || path == "/index.html") {
      return kept_reply(page_, std::string{kPageType});
    }
    if (std::string const address = lasting_address(query); !address.empty()) {
      return lasting(query, address);
    }
    if (path == "/api/v1/openapi.json") {
      return lasting_reply(openapi());
    }
    if (path == "/api/v1/health") {
      return {200, "application/json", std::string{R"({"version":")"} + STEMMA_VERSION + "\"}\n"};
    }
    if (path == "/api/v1/stats") {
      return stats();
    }
  } catch (Error const& error) {
    return error_reply(error.kind() == ErrorKind::BadOption ? 400 : 503, error.what());
  }
  return nothing_here();
}

Reply ArchiveSite::asked(std::string_view body) const {
  ArchiveQuestion question;
  try {
    question = question_of(body);
  } catch (simdjson::simdjson_error const&) {
    return error_reply(
      400, R"(a text is needed: {"text": "..."}; since, until, outlet, language and most may be given, too)"
    );
  }
  std::ostringstream out;
  write_json(
    Lease { *this } -> query(question), out
  );
  return {200, "application/json", std::move(out).str()};
}

Reply ArchiveSite::lasting(Query const& query, std::string const& address) const {
  // Asked for before the archive is read: what was read of an older one is never taken for one of this.
  std::uint64_t const now = generation();
  std::string_view const path = query.path;
  std::string const type{path.starts_with(kStoryPage) ? kPageType : kJsonType};
  if (auto kept = cache_.find(address, now)) {
    return kept_reply(std::move(kept), type);
  }
  if (path.starts_with(kStoryPage)) {
    // The page is made of the same JSON, so a story is traced once for both.
    Query part;
    part.method = query.method;
    part.path = std::string{kStory} + std::string{path.substr(kStoryPage.size())};
    Reply const json = lasting(part, part.path);
    return json.status != 200 ? json : kept_for(address, now, page_of(json.kept->plain), type);
  }
  Reply reply = path.starts_with(kStory) ? story(path.substr(kStory.size())) : stories(query);
  return reply.status != 200 ? reply : kept_for(address, now, std::move(reply.body), type);
}

Reply ArchiveSite::kept_for(std::string const& address, std::uint64_t now, std::string bytes, std::string type) const {
  auto kept = kept_bytes(std::move(bytes));
  cache_.keep(address, now, kept);
  return kept_reply(std::move(kept), std::move(type));
}

Reply ArchiveSite::stories(Query const& query) const {
  auto const most = most_stories(query);
  if (!most) {
    return error_reply(400, "most is 1 to 1000");
  }
  std::ostringstream out;
  write_json(
    Lease { *this } -> stories(*most), out
  );
  return {200, "application/json", std::move(out).str()};
}

Reply ArchiveSite::story(std::string_view number) const {
  auto const id = number_in(number);
  if (!id) {
    return error_reply(404, "there is no story of this number");
  }
  std::ostringstream out;
  try {
    write_json(
      Lease { *this } -> story(std::to_string(*id)), out
    );
  } catch (Error const& error) {
    return error.kind() == ErrorKind::NoInput ? error_reply(404, "there is no story of this number")
                                              : error_reply(503, error.what());
  }
  return {200, std::string{kJsonType}, std::move(out).str()};
}

Reply ArchiveSite::stats() const {
  std::ostringstream out;
  write_json(
    Lease { *this } -> stats(), out
  );
  return {200, "application/json", std::move(out).str()};
}

}  // namespace stemma::serve
