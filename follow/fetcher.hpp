// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "follow/open_network.hpp"
#include "follow/robots.hpp"
#include "follow/stop_signal.hpp"

namespace stemma::follow {

struct FetchLimits {
  std::size_t body_bytes = 16U << 20U;  ///< Unpacked; a longer answer is broken off.
  std::chrono::seconds time{30};
  std::chrono::milliseconds between{1000};  ///< Of two requests to one host, at least.
};

/// What a server said last about one address.
struct FetchMemory {
  std::string etag;
  std::string last_modified;
};

struct Fetched {
  enum class Outcome { New, Unchanged, Refused, Failed };

  Outcome outcome = Outcome::Failed;
  std::string body;
  std::string reason;  ///< Of what was refused or has failed.
  FetchMemory memory;
  std::optional<std::chrono::seconds> retry_after;  ///< As the server asks.
};

/// Whether a source is an address rather than a path: http:// or https://.
[[nodiscard]] bool is_address(std::string const& source);

/// What `Retry-After` says: seconds, or a time as HTTP writes it; a day at most. None where it says neither.
[[nodiscard]] std::optional<std::chrono::seconds> wait_of(std::string const& retry_after, std::chrono::sys_seconds now);

/// Fetcher: here is an address, has anything changed there?
///
/// In    http and https addresses.
/// Out   the body where it is new. robots.txt is asked once a day and obeyed; where it cannot be had nothing is fetched.
///       Redirections (five at most) lead to http and https only, and each new place's robots.txt is asked, too. This machine and
///       private networks are asked only where the address itself names a host there: no redirection leads to them. No
///       cookies, no credentials, no other protocol; a stop breaks off what is on its way.
/// How   libcurl.
class Fetcher {
 public:
  Fetcher(StopSignal const& stop, FetchLimits limits);
  ~Fetcher();
  Fetcher(Fetcher const&) = delete;
  Fetcher& operator=(Fetcher const&) = delete;

  [[nodiscard]] Fetched fetch(std::string const& address, FetchMemory const& memory);

 private:
  struct Answer;
  struct Wanted;

  struct Host {
    std::optional<Robots> robots;
    std::chrono::steady_clock::time_point asked;  ///< When its robots.txt was.
    std::chrono::steady_clock::time_point free;   ///< From then on it may be asked again.
  };

  [[nodiscard]] Answer request(std::string const& address, Wanted const& wanted);
  [[nodiscard]] Answer robots_file(std::string at, std::string const& named_host);
  [[nodiscard]] std::optional<std::string> refusal_of_robots(std::string const& address, std::string const& named_host);

  StopSignal const& stop_;
  FetchLimits limits_;
  ProxyPlaces proxies_;
  std::map<std::string, Host> hosts_;  ///< By scheme, name and port.
  void* curl_;
};

}  // namespace stemma::follow
