// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stemma::serve {

/// What somebody asks over HTTP, after the door has let them in.
struct Query {
  std::string method;  ///< GET (HEAD is asked as GET) or POST.
  std::string path;    ///< Without percent signs and what follows the question mark.
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string body;

  /// The first parameter of this name; empty where there is none.
  [[nodiscard]] std::string_view parameter(std::string_view name) const noexcept;
};

/// Bytes that more than one answer sends.
struct KeptBytes {
  std::string plain;
  std::string zipped;  ///< The same as gzip, for clients that take it; empty where it is not worth it.
};

struct Reply {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::string_view lasting = {};  ///< Sent in place of `body` where it is not empty; outlives the server.
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::shared_ptr<KeptBytes const> kept = nullptr;  ///< Sent in place of `body` where there is one.
};

/// 200 with bytes that outlive the server.
[[nodiscard]] Reply lasting_reply(std::string_view bytes, std::string type = "application/json");

/// Bytes that are worth to be kept, and as gzip, too, where they are many.
[[nodiscard]] std::shared_ptr<KeptBytes const> kept_bytes(std::string bytes);

/// 200 with such bytes.
[[nodiscard]] Reply kept_reply(std::shared_ptr<KeptBytes const> bytes, std::string type);

/// 404 for an address that no site knows.
[[nodiscard]] Reply nothing_here();

/// The number that a part of an address is; none where it is anything else.
[[nodiscard]] std::optional<std::uint64_t> number_in(std::string_view text);

/// 405, and what the address does answer.
[[nodiscard]] Reply not_that_way(char const* allowed);

/// `{"error": SENTENCE}` with its status.
[[nodiscard]] Reply error_reply(int status, std::string_view sentence);

/// Site: here is a query, give me the answer. Asked from several threads at once; never throws for what a query holds.
class Site {
 public:
  Site() = default;
  virtual ~Site() = default;
  Site(Site const&) = delete;
  Site& operator=(Site const&) = delete;

  [[nodiscard]] virtual Reply answer(Query const& query) const = 0;

  /// Whether the answer may take longer than a glance at memory; then a worker gives it, and others do not wait.
  [[nodiscard]] virtual bool is_slow(Query const& query) const { return query.method == "POST"; }
};

}  // namespace stemma::serve
