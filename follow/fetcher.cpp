// SPDX-License-Identifier: Apache-2.0
#include "follow/fetcher.hpp"

#include <algorithm>
#include <charconv>
#include <new>
#include <string_view>
#include <utility>

#include <curl/curl.h>
#include <sys/socket.h>

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
  ProxyPlaces const* proxies = nullptr;
  std::size_t most_bytes = 0;
  bool is_named = false;   ///< The user named this host: it may be anywhere.
  bool is_closed = false;  ///< It was not asked, for it is not on the open network.
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

/// Looks at where a name really leads, and opens a connection if that may be.
curl_socket_t open_socket(void* to, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(to);
  if (!transfer.is_named && !is_open_address(address->addr) && !transfer.proxies->has(address->addr)) {
    transfer.is_closed = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int look_for_stop(void* to, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Transfer*>(to)->stop->has_come() ? 1 : 0;
}

/// The parts of an address that matter here.
struct Address {
  std::string origin;  ///< "https://example.org:443"
  std::string host;
  std::string path;  ///< With its question.
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
      auto host = part(CURLUPART_HOST, 0);
      std::ranges::transform(host, host.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      });
      auto origin = scheme + "://" + host + ":" + part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
      found = {std::move(origin), std::move(host), part(CURLUPART_PATH, 0) + (question.empty() ? "" : "?" + question)};
    }
  }
  curl_url_cleanup(url);
  return found;
}

constexpr char const* kClosed = "it lies on this machine or in a private network, and was not named by you";

}  // namespace

struct Fetcher::Answer {
  long status = 0;
  std::string fault;     ///< Why there is none.
  std::string redirect;  ///< Where to look instead.
  bool is_refused = false;
  Transfer transfer;
};

struct Fetcher::Wanted {
  FetchMemory memory;
  std::size_t most_bytes = 0;
  std::string named_host;  ///< That the user named.
};

bool is_address(std::string const& source) {
  return source.starts_with("http://") || source.starts_with("https://");
}

std::optional<std::chrono::seconds> wait_of(std::string const& retry_after, std::chrono::sys_seconds now) {
  std::int64_t seconds = 0;
  auto const* const end = retry_after.data() + retry_after.size();
  auto const read = std::from_chars(retry_after.data(), end, seconds);
  if (read.ec == std::errc::result_out_of_range) {
    return kLongestRetry;
  }
  if (read.ec != std::errc{} || read.ptr != end) {
    auto const time = curl_getdate(retry_after.c_str(), nullptr);
    if (time < 0) {
      return {};
    }
    seconds = time - now.time_since_epoch().count();
  }
  return std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, std::chrono::seconds{kLongestRetry}.count())};
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
Fetcher::Answer Fetcher::request(std::string const& address, Wanted const& wanted) {
  Answer answer;
  auto const parts = parts_of(address);
  if (!parts) {
    answer.fault = "no http or https address";
    return answer;
  }
  bool const is_named = parts->host == wanted.named_host;
  if (!is_named && is_closed_host(parts->host)) {  // a proxy would not look at it
    answer.fault = kClosed;
    answer.is_refused = true;
    return answer;
  }
  auto& host = hosts_[parts->origin];
  for (auto now = std::chrono::steady_clock::now(); now < host.free && !stop_.has_come();
       now = std::chrono::steady_clock::now()) {
    wait_for(stop_, -1, std::chrono::ceil<std::chrono::milliseconds>(host.free - now));
  }
  auto& transfer = answer.transfer;
  transfer.stop = &stop_;
  transfer.proxies = &proxies_;
  transfer.most_bytes = wanted.most_bytes;
  transfer.is_named = is_named;
  curl_slist* headers = nullptr;
  auto const add = [&](std::string const& line) { headers = curl_slist_append(headers, line.c_str()); };
  if (!wanted.memory.etag.empty()) {
    add("If-None-Match: " + wanted.memory.etag);
  }
  if (!wanted.memory.last_modified.empty()) {
    add("If-Modified-Since: " + wanted.memory.last_modified);
  }
  add("Accept: application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1");
  curl_easy_reset(curl_);
  auto const set = [&](CURLoption option, auto value) { curl_easy_setopt(curl_, option, value); };
  set(CURLOPT_URL, address.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_FOLLOWLOCATION, 0L);                 // each step is looked at first
  set(CURLOPT_FRESH_CONNECT, is_named ? 0L : 1L);  // an open one may have been opened for another who named the host
  set(CURLOPT_OPENSOCKETFUNCTION, open_socket);
  set(CURLOPT_OPENSOCKETDATA, &transfer);
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
    answer.fault = "longer than " + std::to_string(wanted.most_bytes) + " bytes";
  } else if (result != CURLE_OK && transfer.is_closed) {
    answer.fault = kClosed;
    answer.is_refused = true;
  } else if (result != CURLE_OK) {
    answer.fault = stop_.has_come() ? "stopped" : curl_easy_strerror(result);
  }
  char* redirect = nullptr;
  if (curl_easy_getinfo(curl_, CURLINFO_REDIRECT_URL, &redirect) == CURLE_OK && redirect != nullptr) {
    answer.redirect = redirect;
  }
  return answer;
}

/// With up to five redirections, as RFC 9309 has it.
Fetcher::Answer Fetcher::robots_file(std::string at, std::string const& named_host) {
  Answer answer;
  for (int step = 0; step <= kMostRedirections; ++step) {
    answer = request(at, {{}, kRobotsBytes, named_host});
    if (!answer.fault.empty() || answer.status < 300 || answer.status >= 400 || answer.redirect.empty()) {
      break;
    }
    at = std::move(answer.redirect);
  }
  return answer;
}

std::optional<std::string> Fetcher::refusal_of_robots(std::string const& address, std::string const& named_host) {
  auto const parts = parts_of(address);
  if (!parts) {
    return "no http or https address";
  }
  auto& host = hosts_[parts->origin];
  auto const now = std::chrono::steady_clock::now();
  if (!host.robots || now - host.asked > kRobotsAge) {
    auto const answer = robots_file(parts->origin + "/robots.txt", named_host);
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
  auto const first = parts_of(address);
  Wanted const wanted{memory, limits_.body_bytes, first ? first->host : std::string{}};
  auto at = address;
  for (int step = 0; step <= kMostRedirections; ++step) {
    if (auto refusal = refusal_of_robots(at, wanted.named_host)) {
      fetched.outcome = Fetched::Outcome::Refused;
      fetched.reason = std::move(*refusal);
      return fetched;
    }
    auto answer = request(at, wanted);
    fetched.retry_after =
      wait_of(answer.transfer.retry_after, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    if (!answer.fault.empty()) {
      fetched.outcome = answer.is_refused ? Fetched::Outcome::Refused : Fetched::Outcome::Failed;
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
