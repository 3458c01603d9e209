// SPDX-License-Identifier: Apache-2.0
#include "serve/connection_clock.hpp"

#include <algorithm>
#include <cstddef>

#include <sys/socket.h>

namespace stemma::serve {

using Clock = std::chrono::steady_clock;

void ConnectionClock::open(void const* connection, int socket) {
  std::lock_guard const lock{mutex_};
  entries_[connection] = {socket, false, Clock::now()};
}

void ConnectionClock::close(void const* connection) {
  std::lock_guard const lock{mutex_};
  entries_.erase(connection);
}

void ConnectionClock::begin_answer(void const* connection) {
  std::lock_guard const lock{mutex_};
  if (auto const found = entries_.find(connection); found != entries_.end()) {
    found->second.is_answering = true;
    found->second.since = Clock::now();
  }
}

void ConnectionClock::end_answer(void const* connection) {
  std::lock_guard const lock{mutex_};
  if (auto const found = entries_.find(connection); found != entries_.end()) {
    found->second.is_answering = false;
    found->second.since = Clock::now();
  }
}

std::size_t ConnectionClock::answers_under_way() const {
  std::lock_guard const lock{mutex_};
  return static_cast<std::size_t>(std::ranges::count_if(entries_, [](auto const& entry) {
    return entry.second.is_answering;
  }));
}

void ConnectionClock::cut_the_late() {
  std::lock_guard const lock{mutex_};
  auto const now = Clock::now();
  for (auto const& [connection, entry] : entries_) {
    if (now - entry.since > (entry.is_answering ? exchange_time_ : request_time_)) {
      ::shutdown(entry.socket, SHUT_RDWR);
    }
  }
}

}  // namespace stemma::serve
