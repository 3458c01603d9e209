// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <mutex>
#include <unordered_map>

namespace stemma::serve {

/// ConnectionClock: here is what each connection does, cut off those that take too long.
///
/// How   the HTTP library only counts silence, and a byte every few seconds is no silence. A socket is shut down while the
///       lock is held and the connection is known to be open, so it is never another's.
class ConnectionClock {
 public:
  ConnectionClock(std::chrono::seconds request_time, std::chrono::seconds exchange_time)
      : request_time_{request_time}, exchange_time_{exchange_time} {}

  void open(void const* connection, int socket);
  void close(void const* connection);

  /// The request has arrived as a whole.
  void begin_answer(void const* connection);

  /// The answer has gone; the next request may come.
  void end_answer(void const* connection);

  [[nodiscard]] std::size_t answers_under_way() const;

  void cut_the_late();

 private:
  struct Entry {
    int socket = -1;
    bool is_answering = false;
    std::chrono::steady_clock::time_point since;
  };

  std::chrono::seconds request_time_;
  std::chrono::seconds exchange_time_;
  mutable std::mutex mutex_;
  std::unordered_map<void const*, Entry> entries_;
};

}  // namespace stemma::serve
