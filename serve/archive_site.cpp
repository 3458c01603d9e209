// SPDX-License-Identifier: Apache-2.0
#include "serve/archive_site.hpp"

#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <sstream>
#include <utility>

#include "serve/compare_texts.hpp"
#include "serve/json_text.hpp"
#include "serve/openapi.hpp"
#include "stemma/error.hpp"
#include "stemma/report_writers.hpp"
#include "stemma/version.hpp"

namespace stemma::serve {

namespace {

constexpr std::string_view kStory = "/api/v1/stories/";
constexpr std::string_view kStoryPage = "/story/";
constexpr std::uint64_t kMostListed = 1000;

/// The page, which asks this server: its policy must allow that, and nothing else.
std::string front_page() {
  std::ostringstream out;
  write_page_of_json(R"({"schema":"stemma.archive/1"})", out);
  std::string page = std::move(out).str();
  constexpr std::string_view kPolicy = "default-src 'none';";
  page.insert(page.find(kPolicy) + kPolicy.size(), " connect-src 'self';");
  return page;
}

std::string text_or_null(std::optional<std::string> const& text) {
  return text ? json_text(*text) : "null";
}

std::string time_or_null(std::optional<UtcTime> const& time) {
  if (!time) {
    return "null";
  }
  auto const day = std::chrono::floor<std::chrono::days>(*time);
  std::chrono::year_month_day const date{day};
  std::chrono::hh_mm_ss const clock{*time - day};
  auto const two = [](auto number) {
    auto text = std::to_string(number);
    return text.size() < 2 ? "0" + text : text;
  };
  return '"' + std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
         two(static_cast<unsigned>(date.day())) + "T" + two(clock.hours().count()) + ":" + two(clock.minutes().count()) +
         ":" + two(clock.seconds().count()) + "Z\"";
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
      throw Error{ErrorKind::BadOption, std::string{name} + " needs a day as 2026-01-31, or a time as 2026-01-31T12:30"};
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

ArchiveSite::ArchiveSite(std::filesystem::path folder, unsigned handles) : page_{front_page()} {
  Options options;
  options.threads = 1;  // the workers of the server are the threads
  for (unsigned i = 0; i < handles; ++i) {
    idle_.push_back(std::make_unique<Archive>(folder, options));
  }
}

bool ArchiveSite::is_slow(Query const& query) const {
  return query.path != "/" && query.path != "/api/v1/openapi.json" && query.path != "/api/v1/health";
}

Reply ArchiveSite::answer(Query const& query) const {
  std::string_view const path = query.path;
  try {
    if (path == "/api/v1/query" || path == "/api/v1/compare") {
      return query.method != "POST" ? not_that_way("POST")
             : path == "/api/v1/query" ? asked(query.body)
                                       : compared_texts(query.body);
    }
    if (query.method != "GET") {
      return not_that_way("GET, HEAD");
    }
    if (path == "/" || path == "/index.html") {
      return lasting_reply(page_, "text/html; charset=utf-8");
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
    if (path == "/api/v1/stories") {
      return stories(query);
    }
    if (path.starts_with(kStory)) {
      return story(path.substr(kStory.size()), false);
    }
    if (path.starts_with(kStoryPage)) {
      return story(path.substr(kStoryPage.size()), true);
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
  write_json(Lease{*this}->query(question), out);
  return {200, "application/json", std::move(out).str()};
}

Reply ArchiveSite::stories(Query const& query) const {
  std::string_view const wanted = query.parameter("most");
  auto const most = wanted.empty() ? std::optional<std::uint64_t>{20} : number_in(wanted);
  if (!most || *most < 1 || *most > kMostListed) {
    return error_reply(400, "most is 1 to 1000");
  }
  std::string out = "[";
  for (ArchiveStory const& story : Lease{*this}->stories(*most)) {
    out += (out.size() > 1 ? ",{" : "{") + std::string{"\"story\":"} + std::to_string(story.story) +
           ",\"title\":" + text_or_null(story.title) + ",\"documents\":" + std::to_string(story.documents) +
           ",\"first_published\":" + time_or_null(story.first_published) +
           ",\"last_published\":" + time_or_null(story.last_published) + "}";
  }
  return {200, "application/json", out + "]\n"};
}

Reply ArchiveSite::story(std::string_view number, bool is_page) const {
  auto const id = number_in(number);
  if (!id) {
    return error_reply(404, "there is no story of this number");
  }
  std::ostringstream out;
  try {
    Report const report = Lease{*this}->story(std::to_string(*id));
    is_page ? write_page(report, out) : write_json(report, out);
  } catch (Error const& error) {
    return error.kind() == ErrorKind::NoInput ? error_reply(404, "there is no story of this number")
                                              : error_reply(503, error.what());
  }
  return {200, is_page ? "text/html; charset=utf-8" : "application/json", std::move(out).str()};
}

Reply ArchiveSite::stats() const {
  ArchiveStats const stats = Lease{*this}->stats();
  std::string out = "{\"documents\":" + std::to_string(stats.documents) + ",\"stories\":" + std::to_string(stats.stories) +
                    ",\"text_bytes\":" + std::to_string(stats.text_bytes) + ",\"damaged\":[";
  for (std::string const& fault : stats.damaged) {
    out += (out.ends_with('[') ? "" : ",") + json_text(fault);
  }
  return {200, "application/json", out + "]}\n"};
}

}  // namespace stemma::serve
