// SPDX-License-Identifier: Apache-2.0
#include "serve/http_server.hpp"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string_view>
#include <thread>
#include <utility>

#include <microhttpd.h>

#include "serve/access.hpp"
#include "serve/connection_clock.hpp"
#include "serve/gzip.hpp"
#include "serve/listening_socket.hpp"
#include "serve/work_queue.hpp"
#include "stemma/error.hpp"

namespace stemma::serve {

namespace {

constexpr unsigned kMostConnections = 512;
constexpr std::size_t kMostWaiting = 256;         // requests before the workers
constexpr std::size_t kHeaderBytes = 32U << 10U;  // a connection's memory, of which its header may take most

/// One request, from its first header field to the last byte of its answer.
struct Exchange {
  std::optional<Reply> reply;  ///< Set by a worker where the connection sleeps; read when it has been woken.
  Query query;
  bool is_too_long = false;
  bool is_with_worker = false;
};

std::string_view field(MHD_Connection* connection, MHD_ValueKind kind, char const* name) {
  char const* const value = MHD_lookup_connection_value(connection, kind, name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

Credentials credentials_of(MHD_Connection* connection) {
  return {field(connection, MHD_HEADER_KIND, "Host"),           field(connection, MHD_HEADER_KIND, "Origin"),
          field(connection, MHD_HEADER_KIND, "Sec-Fetch-Site"), field(connection, MHD_HEADER_KIND, "Authorization"),
          field(connection, MHD_COOKIE_KIND, "stemma_token"),   field(connection, MHD_GET_ARGUMENT_KIND, "token")};
}

MHD_Result keep_parameter(void* query, MHD_ValueKind, char const* name, char const* value) {
  static_cast<Query*>(query)->parameters.emplace_back(name, value == nullptr ? "" : value);
  return MHD_YES;
}

void drop_text(void* text) {
  delete static_cast<std::string*>(text);
}

void drop_kept(void* kept) {
  delete static_cast<std::shared_ptr<KeptBytes const>*>(kept);
}

MHD_Response* response_of(std::shared_ptr<KeptBytes const> const& kept, bool is_zipped) {
  std::string const& bytes = is_zipped ? kept->zipped : kept->plain;
  auto hold = std::make_unique<std::shared_ptr<KeptBytes const>>(kept);
  void* const begin = const_cast<char*>(bytes.data());  // NOLINT: MHD only reads it
  auto* const response =
    MHD_create_response_from_buffer_with_free_callback_cls(bytes.size(), begin, &drop_kept, hold.get());
  if (response != nullptr) {
    static_cast<void>(hold.release());  // the response's own from here
  }
  return response;
}

MHD_Result send(MHD_Connection* connection, Reply reply) {
  MHD_Response* response = nullptr;
  bool const is_zipped = reply.kept != nullptr && !reply.kept->zipped.empty() &&
                         takes_gzip(field(connection, MHD_HEADER_KIND, "Accept-Encoding"));
  if (reply.kept != nullptr) {
    response = response_of(reply.kept, is_zipped);
  } else if (!reply.lasting.empty()) {
    void* const bytes = const_cast<char*>(reply.lasting.data());  // NOLINT: MHD only reads what is PERSISTENT
    response = MHD_create_response_from_buffer(reply.lasting.size(), bytes, MHD_RESPMEM_PERSISTENT);
  } else {
    auto text = std::make_unique<std::string>(std::move(reply.body));
    response =
      MHD_create_response_from_buffer_with_free_callback_cls(text->size(), text->data(), &drop_text, text.get());
    if (response != nullptr) {
      static_cast<void>(text.release());  // the response's own from here
    }
  }
  if (response == nullptr) {
    return MHD_NO;
  }
  auto const add = [&](char const* name, char const* value) { MHD_add_response_header(response, name, value); };
  add("Content-Type", reply.type.c_str());
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("X-Frame-Options", "DENY");
  add("Cache-Control", "no-store");
  // The page has a policy of its own, with the hash of its script.
  add(
    "Content-Security-Policy", reply.type.starts_with("text/html")
                                 ? "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
                                 : "default-src 'none'; frame-ancestors 'none'"
  );
  if (reply.kept != nullptr) {
    add("Vary", "Accept-Encoding");
  }
  if (is_zipped) {
    add("Content-Encoding", "gzip");
  }
  for (auto const& [name, value] : reply.headers) {
    add(name.c_str(), value.c_str());
  }
  MHD_Result const result = MHD_queue_response(connection, static_cast<unsigned>(reply.status), response);
  MHD_destroy_response(response);
  return result;
}

/// Whether the header announces a longer body than may come.
bool announces_more(MHD_Connection* connection, std::size_t most) {
  std::string_view const length = field(connection, MHD_HEADER_KIND, "Content-Length");
  std::size_t announced = 0;
  for (char const digit : length) {
    if (digit < '0' || digit > '9' || announced > most) {
      return announced > most;
    }
    announced = announced * 10 + static_cast<std::size_t>(digit - '0');
  }
  return announced > most;
}

Reply too_long(std::size_t most) {
  return error_reply(
    413, "at most " + std::to_string(most) + " bytes are taken; start the server with a larger --max-body"
  );
}

}  // namespace

struct HttpServer::Inside {
  Site const& site;
  ServerOptions options;
  ListeningSocket socket;
  AccessRules rules;
  ConnectionClock clock;
  WorkQueue workers;
  MHD_Daemon* daemon = nullptr;
  std::jthread reaper;

  Inside(Site const& site_to_serve, ServerOptions wanted)
      : site{site_to_serve},
        options{std::move(wanted)},
        socket{options.address, options.port},
        rules{socket.port(), options.names, options.token},
        clock{options.request_time, options.exchange_time},
        workers{options.threads, kMostWaiting} {}

  [[nodiscard]] Reply answered(Query const& query) const {
    try {
      return site.answer(query);
    } catch (std::exception const& error) {
      return error_reply(500, error.what());
    }
  }

  /// Why the request is not even read to its end; nothing where it may go on.
  [[nodiscard]] std::optional<Reply> refused(MHD_Connection* connection, std::string_view method) const {
    if (auto const refusal = refusal_of(rules, credentials_of(connection))) {
      Reply reply = error_reply(refusal->status, refusal->sentence);
      if (refusal->status == 401) {
        reply.headers.emplace_back("WWW-Authenticate", "Bearer");
      }
      return reply;
    }
    if (method != "GET" && method != "HEAD" && method != "POST") {
      Reply reply = error_reply(405, "only GET, HEAD and POST are answered");
      reply.headers.emplace_back("Allow", "GET, HEAD, POST");
      return reply;
    }
    if (announces_more(connection, options.max_body_bytes)) {
      return too_long(options.max_body_bytes);
    }
    return {};
  }

  /// A visit by the address that was printed: the token moves into a cookie, and out of the address.
  [[nodiscard]] std::optional<Reply> first_visit(Query const& query) const {
    if (rules.token.empty() || query.method != "GET" || query.parameter("token").empty()) {
      return {};
    }
    Reply reply{303, "text/plain; charset=utf-8", "The page is at /\n"};
    reply.headers = {
      {"Location", "/"}, {"Set-Cookie", "stemma_token=" + rules.token + "; Path=/; HttpOnly; SameSite=Strict"}};
    return reply;
  }

  MHD_Result handle(
    MHD_Connection* connection, char const* url, char const* method, char const* bytes, std::size_t* size, void** state
  ) {
    if (*state == nullptr) {
      if (auto reply = refused(connection, method)) {
        return send(connection, std::move(*reply));
      }
      auto exchange = std::make_unique<Exchange>();
      exchange->query.method = std::string_view{method} == "HEAD" ? "GET" : method;
      exchange->query.path = url;
      MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, &keep_parameter, &exchange->query);
      *state = exchange.release();
      return MHD_YES;
    }
    auto& exchange = *static_cast<Exchange*>(*state);
    if (*size > 0) {
      exchange.is_too_long = exchange.is_too_long || exchange.query.body.size() + *size > options.max_body_bytes;
      if (!exchange.is_too_long) {
        exchange.query.body.append(bytes, *size);
      }
      *size = 0;
      return MHD_YES;
    }
    if (exchange.is_with_worker) {
      return send(connection, std::move(*exchange.reply));
    }
    clock.begin_answer(connection);
    if (exchange.is_too_long) {
      return send(connection, too_long(options.max_body_bytes));
    }
    if (auto reply = first_visit(exchange.query)) {
      return send(connection, std::move(*reply));
    }
    if (!site.is_slow(exchange.query)) {
      return send(connection, answered(exchange.query));
    }
    exchange.is_with_worker = true;
    MHD_suspend_connection(connection);
    bool const is_taken = workers.offer([this, connection, &exchange] {
      exchange.reply = answered(exchange.query);
      MHD_resume_connection(connection);
    });
    if (!is_taken) {
      exchange.reply = error_reply(503, "too much is being asked at once; ask again in a moment");
      exchange.reply->headers.emplace_back("Retry-After", "1");
      MHD_resume_connection(connection);
    }
    return MHD_YES;
  }

  void start() {
    constexpr unsigned kFlags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    daemon = MHD_start_daemon(
      kFlags, 0, nullptr, nullptr, &on_request, this,                                       //
      MHD_OPTION_LISTEN_SOCKET, socket.descriptor(),                                        //
      MHD_OPTION_CONNECTION_LIMIT, kMostConnections,                                        //
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, kHeaderBytes,                                     //
      MHD_OPTION_CONNECTION_TIMEOUT, static_cast<unsigned>(options.exchange_time.count()),  //
      MHD_OPTION_NOTIFY_CONNECTION, &on_connection, this,                                   //
      MHD_OPTION_NOTIFY_COMPLETED, &on_completed, this,                                     //
      MHD_OPTION_STRICT_FOR_CLIENT, 1,                                                      //
      MHD_OPTION_END
    );
    if (daemon == nullptr) {
      throw Error{ErrorKind::BadOption, "the HTTP server could not be started"};
    }
    reaper = std::jthread{[this](std::stop_token const& stop) {
      std::mutex mutex;
      std::condition_variable_any until;
      std::unique_lock lock{mutex};
      while (!until.wait_for(lock, stop, std::chrono::seconds{1}, [] { return false; }) && !stop.stop_requested()) {
        clock.cut_the_late();
      }
    }};
  }

  static MHD_Result on_request(
    void* self,
    MHD_Connection* connection,
    char const* url,
    char const* method,
    char const*,
    char const* bytes,
    std::size_t* size,
    void** state
  ) {
    try {
      return static_cast<Inside*>(self)->handle(connection, url, method, bytes, size, state);
    } catch (std::exception const&) {
      return MHD_NO;  // out of memory: this connection ends, the others go on
    }
  }

  static void on_connection(void* self, MHD_Connection* connection, void**, MHD_ConnectionNotificationCode what) {
    ConnectionClock& clock = static_cast<Inside*>(self)->clock;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
      clock.close(connection);
      return;
    }
    auto const* const info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    clock.open(connection, info == nullptr ? -1 : info->connect_fd);
  }

  static void on_completed(void* self, MHD_Connection* connection, void** state, MHD_RequestTerminationCode) {
    static_cast<Inside*>(self)->clock.end_answer(connection);
    delete static_cast<Exchange*>(*state);
    *state = nullptr;
  }
};

HttpServer::HttpServer(Site const& site, ServerOptions options) {
  if (options.token.empty() && !is_loopback(options.address)) {
    throw Error{
      ErrorKind::BadOption,
      "to be reached from other machines the server needs --token; leave --host out to serve this machine only"};
  }
  inside_ = std::make_unique<Inside>(site, std::move(options));
  inside_->start();
}

HttpServer::~HttpServer() {
  stop(std::chrono::seconds{0});
}

std::uint16_t HttpServer::port() const noexcept {
  return inside_->socket.port();
}

void HttpServer::stop(std::chrono::seconds patience) {
  if (inside_->daemon == nullptr) {
    return;
  }
  MHD_quiesce_daemon(inside_->daemon);
  auto const end = std::chrono::steady_clock::now() + patience;
  while (inside_->clock.answers_under_way() > 0 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
  inside_->reaper = {};
  inside_->workers.finish();  // a sleeping connection must have been woken before the daemon stops
  MHD_stop_daemon(std::exchange(inside_->daemon, nullptr));
}

}  // namespace stemma::serve
