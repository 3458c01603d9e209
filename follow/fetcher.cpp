// SPDX-License-Identifier: Apache-2.0
#include "follow/fetcher.hpp"

#include <algorithm>
#include <charconv>
#include <new>
#include <string_view>
#include <utility>

#include <curl/curl.h>

#include "stemma/version.hpp"

namespace stemma::follow {

namespace {

constexpr char const* kAgent = "stemma/" STEMMA_VERSION " (+feed reader)";
constexpr std::size_t kRobotsBytes = 500U << 10U;  // as RFC 9309 has it
constexpr std::chrono::hours kRobotsAge{24};
constexpr int kMostRedirections = 5;
constexpr std::chrono::hours kLongestRetry{24};

/// What a transfer needs while it runs.
struct Transfer {
  StopSignal const* stop = nullptr;
  std::size_t most_bytes = 0;
  std::string body;
  bool is_too_long = false;
  FetchMemory memory;
  std::string retry_after;
};

std::size_t take_body(char const* data, std::size_t, std::size_t count, void* to) {
  auto& transfer = *static_cast<Transfer*>(to);
  if (count > transfer.most_bytes - std::min(transfer.most_bytes, transfer.body.size())) {
    transfer.is_too_long = true;
    return 0;
  }
  transfer.body.append(data, count);
  return count;
}

std::size_t take_header(char const* data, std::size_t, std::size_t count, void* to) {
  auto& transfer = *static_cast<Transfer*>(to);
  constexpr std::size_t longest = 1000;
  std::string_view line{data, count};
  while (line.ends_with('\n') || line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  auto const value_of = [&](std::string_view name) -> std::optional<std::string> {
    if (line.size() < name.size() + 1 || line.size() > longest || line[name.size()] != ':') {
      return {};
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
      if ((line[i] | 0x20) != name[i] && line[i] != name[i]) {
        return {};
      }
    }
    auto const value = line.substr(name.size() + 1);
    auto const begin = std::min(value.find_first_not_of(' '), value.size());
    return std::string{value.substr(begin)};
  };
  if (line.starts_with("HTTP/")) {  // the headers of a redirection are not those of what is there
    transfer.memory = {};
    transfer.retry_after.clear();
  } else if (auto etag = value_of("etag")) {
    transfer.memory.etag = std::move(*etag);
  } else if (auto time = value_of("last-modified")) {
    transfer.memory.last_modified = std::move(*time);
  } else if (auto retry = value_of("retry-after")) {
    transfer.retry_after = std::move(*retry);
  }
  return count;
}

int look_for_stop(void* to, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Transfer*>(to)->stop->has_come() ? 1 : 0;
}

/// The parts of an address that matter here.
struct Address {
  std::string origin;  ///< "https://example.org:443"
  std::string path;    ///< With its question.
};

std::optional<Address> parts_of(std::string const& address) {
  auto* const url = curl_url();
  if (url == nullptr) {
    throw std::bad_alloc{};
  }
  auto const part = [&](CURLUPart which, unsigned flags) -> std::string {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) {
      return {};
    }
    std::string copy{text};
    curl_free(text);
    return copy;
  };
  std::optional<Address> found;
  if (curl_url_set(url, CURLUPART_URL, address.c_str(), 0) == CURLUE_OK) {
    auto const scheme = part(CURLUPART_SCHEME, 0);
    auto const question = part(CURLUPART_QUERY, 0);
    if (scheme == "http" || scheme == "https") {
      found = {
        scheme + "://" + part(CURLUPART_HOST, 0) + ":" + part(CURLUPART_PORT, CURLU_DEFAULT_PORT),
        part(CURLUPART_PATH, 0) + (question.empty() ? "" : "?" + question)};
    }
  }
  curl_url_cleanup(url);
  return found;
}

std::optional<std::chrono::seconds> seconds_of(std::string const& retry_after) {
  long seconds = 0;
  auto const [end, error] = std::from_chars(retry_after.data(), retry_after.data() + retry_after.size(), seconds);
  if (error != std::errc{} || seconds < 0) {
    return {};
  }
  return std::min<std::chrono::seconds>(std::chrono::seconds{seconds}, kLongestRetry);
}

}  // namespace

struct Fetcher::Answer {
  long status = 0;
  std::string fault;     ///< Why there is none.
  std::string redirect;  ///< Where to look instead.
  Transfer transfer;
};

bool is_address(std::string const& source) {
  return source.starts_with("http://") || source.starts_with("https://");
}

Fetcher::Fetcher(StopSignal const& stop, FetchLimits limits) : stop_{stop}, limits_{limits} {
  static auto const is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  curl_ = is_ready == CURLE_OK ? curl_easy_init() : nullptr;
  if (curl_ == nullptr) {
    throw std::bad_alloc{};
  }
}

Fetcher::~Fetcher() {
  curl_easy_cleanup(curl_);
}

/// One request, without what it may lead to. Waits until the host may be asked again.
Fetcher::Answer Fetcher::request(
  std::string const& address, FetchMemory const& memory, std::size_t most_bytes, bool follows
) {
  Answer answer;
  auto const parts = parts_of(address);
  if (!parts) {
    answer.fault = "no http or https address";
    return answer;
  }
  auto& host = hosts_[parts->origin];
  for (auto now = std::chrono::steady_clock::now(); now < host.free && !stop_.has_come();
       now = std::chrono::steady_clock::now()) {
    wait_for(stop_, -1, std::chrono::ceil<std::chrono::milliseconds>(host.free - now));
  }
  auto& transfer = answer.transfer;
  transfer.stop = &stop_;
  transfer.most_bytes = most_bytes;
  curl_slist* headers = nullptr;
  auto const add = [&](std::string const& line) { headers = curl_slist_append(headers, line.c_str()); };
  if (!memory.etag.empty()) {
    add("If-None-Match: " + memory.etag);
  }
  if (!memory.last_modified.empty()) {
    add("If-Modified-Since: " + memory.last_modified);
  }
  add("Accept: application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1");
  curl_easy_reset(curl_);
  auto const set = [&](CURLoption option, auto value) { curl_easy_setopt(curl_, option, value); };
  set(CURLOPT_URL, address.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, follows ? 1L : 0L);  // else each step is looked at first
  set(CURLOPT_MAXREDIRS, static_cast<long>(kMostRedirections));
  set(CURLOPT_USERAGENT, kAgent);
  set(CURLOPT_HTTPHEADER, headers);
  set(CURLOPT_ACCEPT_ENCODING, "");  // all that the library can unpack; the limit is on what is unpacked
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::chrono::milliseconds{limits_.time}.count() / 2));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::chrono::milliseconds{limits_.time}.count()));
  set(CURLOPT_WRITEFUNCTION, take_body);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_HEADERFUNCTION, take_header);
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, look_for_stop);
  set(CURLOPT_XFERINFODATA, &transfer);
  auto const result = curl_easy_perform(curl_);
  curl_slist_free_all(headers);
  auto const delay = host.robots ? std::chrono::milliseconds{host.robots->delay()} : std::chrono::milliseconds{0};
  host.free = std::chrono::steady_clock::now() + std::max(limits_.between, delay);
  curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &answer.status);
  if (transfer.is_too_long) {
    answer.fault = "longer than " + std::to_string(most_bytes) + " bytes";
  } else if (result != CURLE_OK) {
    answer.fault = stop_.has_come() ? "stopped" : curl_easy_strerror(result);
  }
  char* redirect = nullptr;
  if (curl_easy_getinfo(curl_, CURLINFO_REDIRECT_URL, &redirect) == CURLE_OK && redirect != nullptr) {
    answer.redirect = redirect;
  }
  return answer;
}

std::optional<std::string> Fetcher::refusal_of_robots(std::string const& address) {
  auto const parts = parts_of(address);
  if (!parts) {
    return "no http or https address";
  }
  auto& host = hosts_[parts->origin];
  auto const now = std::chrono::steady_clock::now();
  if (!host.robots || now - host.asked > kRobotsAge) {
    auto const answer = request(parts->origin + "/robots.txt", {}, kRobotsBytes, true);
    bool const is_there = answer.fault.empty() && answer.status >= 200 && answer.status < 300;
    bool const is_none = answer.fault.empty() && answer.status >= 400 && answer.status < 500 && answer.status != 429;
    if (!is_there && !is_none) {
      return "its robots.txt cannot be had: " +
             (answer.fault.empty() ? "status " + std::to_string(answer.status) : answer.fault);
    }
    host.robots = is_there ? Robots{answer.transfer.body, "stemma"} : Robots{};
    host.asked = now;
  }
  return host.robots->allows(parts->path) ? std::nullopt : std::optional<std::string>{"its robots.txt forbids it"};
}

Fetched Fetcher::fetch(std::string const& address, FetchMemory const& memory) {
  Fetched fetched;
  auto at = address;
  for (int step = 0; step <= kMostRedirections; ++step) {
    if (auto refusal = refusal_of_robots(at)) {
      fetched.outcome = Fetched::Outcome::Refused;
      fetched.reason = std::move(*refusal);
      return fetched;
    }
    auto answer = request(at, memory, limits_.body_bytes, false);
    fetched.retry_after = seconds_of(answer.transfer.retry_after);
    if (!answer.fault.empty()) {
      fetched.reason = std::move(answer.fault);
      return fetched;
    }
    if (answer.status >= 300 && answer.status < 400 && !answer.redirect.empty()) {
      at = std::move(answer.redirect);
      if (!is_address(at)) {
        fetched.outcome = Fetched::Outcome::Refused;
        fetched.reason = "it leads to what is neither http nor https";
        return fetched;
      }
      continue;
    }
    if (answer.status == 304) {
      fetched.outcome = Fetched::Outcome::Unchanged;
      fetched.memory = memory;
    } else if (answer.status == 200) {
      fetched.outcome = Fetched::Outcome::New;
      fetched.body = std::move(answer.transfer.body);
      fetched.memory = std::move(answer.transfer.memory);
    } else {
      fetched.reason = "status " + std::to_string(answer.status);
    }
    return fetched;
  }
  fetched.reason = "more than " + std::to_string(kMostRedirections) + " redirections";
  return fetched;
}

}  // namespace stemma::follow
