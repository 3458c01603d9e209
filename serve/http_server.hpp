// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "serve/site.hpp"

namespace stemma::serve {

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< Of IPv4 or IPv6.
  std::uint16_t port = 8033;          ///< 0: any that is free.
  std::vector<std::string> names;     ///< Further names under which it may be asked.
  std::string token;                  ///< Empty: none is asked for. Needed unless `address` is this machine's own.
  std::size_t max_body_bytes = 0;
  unsigned threads = 2;                     ///< Workers, for what takes long.
  std::chrono::seconds request_time{10};    ///< Within which a request must have arrived as a whole.
  std::chrono::seconds exchange_time{120};  ///< Within which an answer must have been taken.
};

/// HttpServer: here is a site, answer for it.
///
/// In    requests of HTTP/1.1 from anybody who can reach the address.
/// Errors  `Error` where the address cannot be listened at, or is another than this machine's own and no token is set.
/// How   connections wait in epoll and cost no thread; a request is read to its end, judged (access.hpp) before its body,
///       and answered at once or, where that takes
///       long, by one of a few workers with a bounded queue (503 where it is full). Who sends
///       or takes a byte now and then to hold a place is cut off.
/// Cost  about 40 kB a connection, of which there are at most 512.
class HttpServer {
 public:
  HttpServer(Site const& site, ServerOptions options);
  ~HttpServer();
  HttpServer(HttpServer const&) = delete;
  HttpServer& operator=(HttpServer const&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;

  /// Takes no new connections, lets what is being answered end (at most `patience`), and closes.
  void stop(std::chrono::seconds patience);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace stemma::serve
